/** Labelled lines of clusters and pipelines (klog, Kubernetes, Docker, GitHub Actions, GitLab, Terraform), with traps. */
import { labelledLines } from './severity-lines-table.js';

export const CLUSTER_LINES = labelledLines(String.raw`
== Go klog, glog
info I0501 10:00:00.123456       1 controller.go:114] "Reconciler error" err="x" attempt=2
error E0501 10:00:00.123456       1 info.go:114] "Unhandled" err="EOF"
warn W0501 10:00:00.123456       1 warnings.go:70] batch/v1beta1 CronJob is deprecated in v1.21+
fatal F0501 10:00:00.123456       1 server.go:3] info server is gone
info I20240501 10:00:00.123456  1234 main.cc:12] errors: 0
error E20240501 10:00:00.123456  1234 main.cc:12] info
info I0501 10:00:00.123456 1234567 errors.go:3] WARNING: not one
warn ␛[33mW0501 10:00:00.123456       1 a.go:3] x␛[0m
unknown E0308 is explained in the manual
unknown I0 and W1 are registers
unknown ERR0501 is a part number
error 2024-05-01T10:00:00.123456789Z stderr F E0501 10:00:00.123456       1 a.go:3] x
info 2024-05-01T10:00:00.123456789Z stderr F I0501 10:00:00.123456       1 a.go:3] error
error kubelet[812]: E0501 10:00:00.123456     812 pod_workers.go:190] "Error syncing pod"
info May 01 10:00:00 node-1 kubelet[812]: I0501 10:00:00.123456     812 kubelet.go:3] "SyncLoop (probe)" probe="readiness" status="error"
fatal F0501 10:00:00.123456       1 a.go:3] panic␊goroutine 1 [running]:␊k8s.io/klog/v2.stacks
fatal panic: assignment to entry in nil map␊␊goroutine 1 [running]:␊main.main()
fatal fatal error: all goroutines are asleep - deadlock!
fatal fatal error: concurrent map writes
fatal goroutine 17 [chan receive]:
error main.main()␊␉/app/info.go:12 +0x1d
fatal panic(0xc000010, 0x1)
unknown 2024/05/01 10:00:00 listening on :8080, errors go to stderr
error 2024/05/01 10:00:00 failed to dial: context deadline exceeded
== Kubernetes
warn Warning  BackOff    3m (x12 over 5m)  kubelet  Back-off restarting failed container
warn 3m          Warning   FailedScheduling   pod/web-1   0/3 nodes are available
unknown 3m          Normal    Pulled             pod/error-1   Container image "error:1" already present on machine
unknown Normal   Killing    3m    kubelet  Stopping container error
error web-1   0/1     CrashLoopBackOff   12 (3m ago)   5m
error web-1   0/1     Error              0             5m
error web-1   0/1     ImagePullBackOff   0             5m
unknown web-1   1/1     Running            0             500m
unknown error-1   1/1     Running            404             3h
unknown job-1   0/1     Completed          0             5m
error Error from server (NotFound): pods "info" not found
error error: You must be logged in to the server (Unauthorized)
unknown deployment.apps/error-page configured
error Liveness probe failed: HTTP probe failed with statuscode: 500
warn Warning: policy/v1beta1 PodSecurityPolicy is deprecated in v1.21+
error State: Terminated, Reason: Error, Exit Code: 1
unknown State: Terminated, Reason: Completed, Exit Code: 0
info {"level":"info","ts":"2024-05-01T10:00:00Z","logger":"controller.error","msg":"Starting workers"}
error {"level":"error","ts":"2024-05-01T10:00:00Z","msg":"Reconciler error","error":"not found"}
info 2024-05-01T10:00:00.123456789Z stdout F {"level":"info","msg":"error page"}
error 2024-05-01T10:00:00.123456789Z stdout F {"level":"error","msg":"info page"}
unknown 2024-05-01T10:00:00.123456789Z stderr F plain words on stderr
info [INFO] 10.244.0.1:500 - 12 "A IN error.example.com. udp 40 false 512" NXDOMAIN qr,rd,ra 500 0.1s
error [ERROR] plugin/errors: 2 info.example.com. A: read udp: i/o timeout
info ts=2024-05-01T10:00:00.123Z caller=main.go:1 level=info component="rule manager" msg="loading errors.yaml"
info [2024-05-01 10:00:00.123][1][info][main] [source/server/server.cc:1] error threads: 0
warn [2024-05-01 10:00:00.123][1][warning][config] [source/a.cc:1] gRPC config: error
fatal [2024-05-01 10:00:00.123][1][critical][main] [source/a.cc:1] error initializing
== Docker
error {"log":"error: it broke\n","stream":"stderr","time":"2024-05-01T10:00:00.123456789Z"}
info {"log":"INFO error page served\n","stream":"stderr","time":"2024-05-01T10:00:00.123456789Z"}
unknown {"log":"done, 0 errors\n","stream":"stdout","time":"2024-05-01T10:00:00.123456789Z"}
error {"log":"{\"level\":\"error\",\"msg\":\"x\"}\n","stream":"stdout","time":"2024-05-01T10:00:00.123456789Z"}
info {"log":"{\"level\":\"info\",\"msg\":\"error\"}\n","stream":"stderr","time":"2024-05-01T10:00:00.123456789Z"}
info error-1  | 2024-05-01 10:00:00 INFO ready
error web-1    | {"level":"error","msg":"not ready"}
unknown error-1  | ready
error web-1    | Error: listen EADDRINUSE: address already in use :::3000
error ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1
error  => ERROR [3/5] RUN npm ci                                                    1.2s
unknown  => CACHED [2/5] COPY error.html .                                          0.0s
unknown #12 [3/5] COPY errors ./errors
error #12 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2
unknown #12 DONE 1.2s
error docker: Error response from daemon: Conflict. The container name "/info" is already in use.
error Error response from daemon: No such container: info
warn WARNING: No swap limit support
warn web-1  | npm warn deprecated error@1.0.0
error container died (exitCode=137, image=info)
unknown container died (exitCode=0, image=error)
error error-1 exited with code 137
unknown error-1 exited with code 0
info time="2024-05-01T10:00:00.123456789Z" level=info msg="ignoring event" module=libcontainerd topic=/tasks/delete error="context canceled"
== GitHub Actions
error ##[error]The operation was canceled.
warn ##[warning]Unexpected input(s) 'error', valid inputs are ['info']
unknown ##[group]Run npm run error
unknown ##[endgroup]
unknown ##[section]Starting: Errors
debug ##[debug]Evaluating condition for step: 'error'
error ::error file=info.ts,line=3,col=5,title=TS2304::Cannot find name
warn ::warning file=error.ts,line=3::no errors
info ::notice::error pages deployed
debug ::debug::error
unknown ::group::errors
unknown ::add-mask::error
error 2024-05-01T10:00:00.1234567Z ##[error]Process completed with exit code 2.
warn 2024-05-01T10:00:00.1234567Z ##[warning]The ‵set-output‵ command is deprecated
unknown 2024-05-01T10:00:00.1234567Z ##[group]Run echo "::error::x"
unknown 2024-05-01T10:00:00.1234567Z shell: /usr/bin/bash -e {0}
unknown 2024-05-01T10:00:00.1234567Z   continue-on-error: true
unknown 2024-05-01T10:00:00.1234567Z Post job cleanup.
error Error: Process completed with exit code 1.
unknown [command]/usr/bin/git config --local --get-regexp error
error 2024-05-01T10:00:00.1234567Z ␛[31mFAIL␛[39m src/info.test.ts
== GitLab, Terraform, Ansible, Jenkins
error ERROR: Job failed: exit code 1
unknown Job succeeded
warn WARNING: reports/error.xml: no matching files
error ␛[31;1mERROR: Job failed: exit status 1␛[0;m
error │ Error: Invalid reference
warn │ Warning: Argument is deprecated
unknown Apply complete! Resources: 0 added, 0 changed, 0 destroyed.
unknown aws_sns_topic.error: Creating...
error fatal: [web-1]: FAILED! => {"changed": false, "msg": "info"}
unknown ok: [error-1]
unknown web-1 : ok=12   changed=3    unreachable=0    failed=0    skipped=1    rescued=0    ignored=0
error web-1 : ok=12   changed=3    unreachable=0    failed=1    skipped=1    rescued=0    ignored=0
warn [WARNING]: provided hosts list is empty
unknown Finished: SUCCESS
error Finished: FAILURE
warn Finished: UNSTABLE
info [INFO] BUILD SUCCESS
error [ERROR] BUILD FAILURE
error [ERROR] Failed to execute goal org.apache.maven.plugins:info:3.8 on project x
warn [WARNING] Using platform encoding, no error
info [INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 0
error [ERROR] Tests run: 12, Failures: 1, Errors: 0, Skipped: 0
error Tests run: 12, Failures: 0, Errors: 2, Skipped: 0
unknown Tests run: 12, Failures: 0, Errors: 0, Skipped: 0
unknown BUILD SUCCESSFUL in 3s
error FAILURE: Build failed with an exception.
unknown > Task :compileErrors UP-TO-DATE
error > Task :compileInfo FAILED
error fatal: not a git repository (or any of the parent directories): .git
error remote: error: denied by hook
unknown remote: Resolving deltas: 100% (500/500), done.
== Celery of values: key=value
unknown event=error_page_view user=7 duration=500
error event=checkout error="card declined" user=7
unknown event=checkout error= user=7
unknown event=checkout error=null errors=0 warn=false
error at=error code=H10 desc="App crashed" method=GET path="/" host=x status=503
info at=info method=GET path="/error" host=x fwd="10.0.0.1" dyno=web.1 connect=0ms service=500ms status=200 bytes=404
info lvl=info msg="fatal=false" t=2024-05-01T10:00:00Z
error lvl=eror msg="geth writes it so" t=2024-05-01T10:00:00Z
warn t=2024-05-01T10:00:00Z lvl=warn msg="no error"
fatal severity=critical service=info
unknown priority=high level=3 name=error
unknown min_level=error max_level=fatal
unknown foo.level=error-ish
error exit_code=1 cmd="npm info"
unknown exit_code=0 cmd="npm error"
`);
