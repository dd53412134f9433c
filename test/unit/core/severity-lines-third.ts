/** Labelled lines of a third forecast: written after the rules were tuned on all others, and before they were run. */
import { labelledLines } from './severity-lines-table.js';

export const THIRD_LINES = labelledLines(String.raw`
== workflow
unknown Node "HTTP Request" started
error Node "HTTP Request" failed: ECONNRESET
unknown Node "Error Trigger" started
unknown Expression evaluated to "error"
error Expression evaluation failed: x is not defined
unknown Merge waited 404 ms
error Webhook signature mismatch, request rejected
warn Payload larger than 1 MB is deprecated
unknown Run resumed after timeout of the wait node
unknown 3 of 3 deliveries succeeded, 0 errors
error 2 of 3 deliveries failed
unknown 0 of 3 deliveries failed
unknown Loop 4/500 done
error Loop aborted at item 4: Invalid JSON
error Error: Request failed with status code 401
unknown Error output connected to "Notify"
unknown errors=none
unknown Checking for errors...
unknown Checking for errors... none
unknown error budget remaining: 99.9 %
unknown Will retry on failure (max 3)
unknown continueOnFail=true
error fetch failed
error timeout of 5000ms exceeded
error request to https://api.example.com/info failed, reason: getaddrinfo ENOTFOUND api.example.com
unknown 500 Internal Server Error is mapped to branch 2
error Query failed: relation "info" does not exist
unknown Test "handles error" passed
error sub-workflow 12 finished with status: error
unknown sub-workflow 12 finished with status: success
unknown Warnings: none
unknown debug: false, trace: false
== loggers
info {"level":30,"time":1714557600000,"pid":1,"hostname":"h","name":"warn","msg":"Fatal Attraction rented"}
error {"level":50,"time":1714557600000,"pid":1,"hostname":"h","err":{},"msg":""}
info {"level":30,"time":"2024-05-01T10:00:00.000Z","pid":1,"hostname":"h","statusCode":500,"msg":"proxied"}
error {"level":"ERROR","service":"info","message":"0 warnings"}
info {"level":"INFO","error":{"message":"handled"},"message":"retried"}
warn {"level":"WARN","error":"x"}
info {"severity":"INFO","httpRequest":{"status":500},"message":"x"}
error {"message":"error: level info","level":"error"}
info {"timestamp":"2024-05-01 10:00:00","level":"info","context":"ErrorFilter","message":"Mapped {/errors, GET} route"}
info [Nest] 12  - 05/01/2024, 10:00:00 AM     LOG [ErrorsController] mapped
error [Nest] 12  - 05/01/2024, 10:00:00 AM   ERROR [ExceptionsHandler] info
warn [Nest] 12  - 05/01/2024, 10:00:00 AM    WARN [InfoService] late
info ␛[32m[Nest] 12  - ␛[39m05/01/2024, 10:00:00 AM ␛[32m    LOG␛[39m ␛[38;5;3m[InstanceLoader] ␛[39mErrorModule dependencies initialized
error 2024-05-01 10:00:00 [error]: could not start {"service":"info"}
info 2024-05-01 10:00:00 [info]: could start {"error":null}
warn 2024-05-01T10:00:00.000Z [warn] [error-service] slow
error level=error service=info
info level=info ts=1714557600.1 err="handled"
fatal {"level":"fatal","ts":1714557600.1,"msg":"info"}
info ts=2024-05-01T10:00:00Z level=info msg="WARN: this is the text" n=1
error time=2024-05-01T10:00:00Z level=ERROR msg="" n=0
error [2024-05-01T10:00:00.000] [ERROR] [default] info
info [2024-05-01T10:00:00.000] [INFO] [error] started
debug 2024-05-01T10:00:00.000Z debug error pool drained
info 10:00:00 [vite] (client) hmr update /src/error.ts
warn 10:00:00 PM [vite] warning: duplicate key "error" in object literal
unknown app:error:handler mounted +0ms
error   app:server Error: listen EACCES: permission denied 0.0.0.0:80 +1ms
info 2024-05-01 10:00:00.123 INFO 12 --- [error-1] c.e.X : y
error 2024-05-01 10:00:00,123 level=ERROR thread=main logger=c.e.Info msg=x
error ERROR c.e.Info - x
info INFO c.e.Error - x
warn WARN c.e.Error - Exception caught and ignored: java.io.IOException
info 10:00:00.123 [reactor-http-nio-2] INFO reactor.Mono.Error.1 - | onNext(500)
error 10:00:00.123 [reactor-http-nio-2] ERROR reactor.Mono.Info.1 - | onError(java.lang.RuntimeException)
debug 10:00:00.123 [main] DEBUG c.e.Dao ==> Parameters: error(String), 500(Integer)
== jvm, spark
info 24/05/01 10:00:00 INFO TaskSetManager: Lost task 0.0 in stage 1.0 (TID 1) (executor 1): java.lang.Error: x
warn 24/05/01 10:00:00 WARN TaskSetManager: Lost task 0.0 in stage 1.0 (TID 1)
error 24/05/01 10:00:00 ERROR TaskSetManager: Task 0 in stage 1.0 failed 4 times; aborting job
error org.apache.spark.SparkException: Job aborted due to stage failure
error Exception in thread "streaming" org.apache.kafka.common.errors.TimeoutException: x
info 2024-05-01 10:00:00,123 INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph [] - Source (1/1) switched from RUNNING to FAILED.
warn 2024-05-01 10:00:00,123 WARN  org.apache.hadoop.util.NativeCodeLoader: Unable to load native-hadoop library
info 2024-05-01 10:00:00,123 INFO org.apache.hadoop.mapreduce.Job: Failed Shuffles=0
unknown 		Failed Shuffles=0
info 081109 203807 222 INFO dfs.DataNode$PacketResponder: Received exception-free block
error 	at sun.reflect.NativeMethodAccessorImpl.invoke0(Native Method)
error 	... 12 common frames omitted
error     at com.example.Info$$Lambda$1/0x0.run(Unknown Source) ~[na:na]
error 	at org.springframework.Info.x(Info.java:12) ~[spring-core-6.1.jar:6.1]
info [INFO] --- maven-surefire-plugin:3.2:test (default-test) @ error ---
error [ERROR] /app/Info.java:[3,5] cannot find symbol
unknown BUILD SUCCESSFUL in 12s, 0 errors
error e: file:///app/Info.kt:3:5 Unresolved reference: x
warn w: file:///app/Error.kt:3:5 Variable is never used
== go, containers
error Error: INSTALLATION FAILED: cannot re-use a name that is still in use
unknown NAME: error-1  STATUS: deployed
error UPGRADE FAILED: timed out waiting for the condition
info {"level":"info","ts":1714557600.1,"logger":"kubernetes","caller":"error.go:1","msg":"x","err":"handled"}
warn {"level":"warn","ts":"2024-05-01T10:00:00.123Z","caller":"etcdserver/util.go:1","msg":"apply request took too long","error":""}
info {"t":{"$date":"2024-05-01T10:00:00.123Z"},"s":"I","c":"ERROR","id":1,"ctx":"x","msg":"x"}
fatal {"t":{"$date":"2024-05-01T10:00:00.123Z"},"s":"F","c":"X","id":1,"ctx":"x","msg":"x"}
error 2024/05/01 10:00:00 rpc error: code = Unavailable desc = connection error
error 2024/05/01 10:00:00 Error: listen tcp :80: bind: permission denied
unknown 2024/05/01 10:00:00 errors will be sent to stderr
info I0501 10:00:00.123456       7 flags.go:64] FLAG: --error-threshold="500"
unknown NAME      READY   STATUS    RESTARTS   AGE
error web-1   0/1   Init:CrashLoopBackOff   3   1m
unknown error-7d9f   1/1   Running   0   1m
error Failed to pull image "info:1": rpc error: code = NotFound
warn LAST SEEN: 1m  TYPE: Warning  REASON: BackOff
error Container killed: OOMKilled (exit code 137)
unknown Step 3/9 : RUN test -f error.log
unknown Successfully built 0123abcd
error The command '/bin/sh -c make' returned a non-zero code: 2
unknown latest: Pulling from library/error
error manifest for info:latest not found: manifest unknown
unknown Exited (0) 3 minutes ago
error Exited (1) 3 minutes ago
error     main_test.go:12: expected 3, got info
unknown --- SKIP: TestError (0.00s)
unknown PASS
error panic: test timed out after 10m0s
== systems
error May  1 10:00:00 host mysqld[1]: 2024-05-01 10:00:00 7 [ERROR] InnoDB: info
info May  1 10:00:00 host mysqld[1]: 2024-05-01 10:00:00 7 [Note] Aborted connection 7 (Got an error reading)
unknown May  1 10:00:00 host sudo: bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/cat error.log
error May  1 10:00:00 host kernel: [1.2] Out of memory: Kill process 7 (info) score 900 or sacrifice child
unknown May  1 10:00:00 host kernel: [1.2] ACPI: Error handling initialised
error May  1 10:00:00 host kernel: ACPI Error: Method parse failed
warn May  1 10:00:00 host kernel: ACPI Warning: SystemIO range conflicts
error May  1 10:00:00 host kernel: ata1: error: { ICRC ABRT }
unknown May  1 10:00:00 host CRON[1]: pam_unix(cron:session): session opened for user error by (uid=0)
error May  1 10:00:00 host rsyslogd: error: cannot open info
warn May  1 10:00:00 host su[1]: pam_unix(su:auth): authentication failure; logname=bob uid=1000
error May 01 10:00:00 host systemd[1]: x.service: Control process exited, code=exited, status=1/FAILURE
unknown May 01 10:00:00 host systemd[1]: x.service: Control process exited, code=exited, status=0/SUCCESS
error May 01 10:00:00 host systemd[1]: x.service: A process of this unit has been killed by the OOM killer.
unknown May 01 10:00:00 host systemd[1]: Reached target Error Handling.
error May 01 10:00:00 host systemd[1]: Failed to mount /srv/info.
error May 01 10:00:00 host systemd[1]: Unit x.service failed.
error <131>May  1 10:00:00 fw: no error in the text
info <134>1 2024-05-01T10:00:00Z fw error - - - %ERROR-6-X
error <187>7: *May  1 10:00:00.000: %LINK-3-UPDOWN: Interface changed state to down
error Dec 10 06:55:46 LabSZ sshd[24200]: error: PAM: Authentication failure for root from 10.0.0.1
fatal Dec 10 06:55:46 LabSZ sshd[24200]: fatal: no matching cipher found
unknown Dec 10 06:55:46 LabSZ sshd[24200]: Did not receive identification string from 10.0.0.1
warn Dec 10 06:55:46 LabSZ sshd[24200]: Disconnecting: Too many authentication failures for root [preauth]
unknown Dec 10 06:55:46 LabSZ sshd[24200]: Received signal 15; terminating.
info 2016-09-28 04:30:31, Info                  CBS    Ending TrustedInstaller finalization. errors=0
warn 2016-09-28 04:30:31, Warning               CSI    x
error 2016-09-28 04:30:31, Error                 DPX    x
info 05-01 10:00:00.123  1234  1250 I WARN: x
error 05-01 10:00:00.123  root  1234  1250 E Info    : x
error --------- E/AndroidRuntime( 12): java.lang.Error
info - 1117838570 2005.06.03 R02-M1-N0 2005-06-03-15.42.50.675872 R02-M1-N0 RAS KERNEL INFO 0 errors
error - 1117838570 2005.06.03 R02-M1-N0 2005-06-03-15.42.50.675872 R02-M1-N0 RAS APP ERROR x
== access, databases
error 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /?msg=\"ok\" HTTP/1.1" 500 12 "-" "x"
unknown 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /?msg=\"error 500\" HTTP/1.1" 200 12 "-" "x"
warn 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "-" 408 0 "-" "-"
unknown 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET / HTTP/1.1" 200 12 "-" "Fatal-Error-Checker/5.0 (panic: x)"
error [2024-05-01T10:00:00.123Z] "GET /info HTTP/1.1" 503 UF 0 91 12 - "-" "curl"
unknown [2024-05-01T10:00:00.123Z] "GET /error HTTP/1.1" 200 - 0 500 12 - "-" "curl"
warn GET /api/error 404 3.2 ms
unknown GET /api/error 200 3.2 ms
error POST /api/info - 500 - 12ms
unknown POST /api/error - 201 - 500ms
error <-- POST /info 500
unknown --> GET /error
info 2024-05-01 10:00:00.123 UTC [7] LOG:  automatic vacuum of table "app.public.errors": index scans: 0
info 2024-05-01 10:00:00.123 UTC [7] LOG:  server process (PID 7) was terminated by signal 9: Killed
error 2024-05-01 10:00:00.123 UTC [7] ERROR:  could not serialize access due to concurrent update
unknown 2024-05-01 10:00:00.123 UTC [7] DETAIL:  Failed process was running: select 1
error ERROR:  permission denied for table info
unknown INSERT 0 500
unknown (0 rows)
error SQLSTATE[42P01]: Undefined table: 7 ERROR:  relation "info" does not exist
error Error 1062 (23000): Duplicate entry 'info'
warn 1:M 01 May 2024 10:00:00.123 # Fatal error, can't open config file
== pipelines
error 2024-05-01T10:00:00.0000000Z Error: Cannot find module 'info'
unknown 2024-05-01T10:00:00.0000000Z   if: failure()
unknown 2024-05-01T10:00:00.0000000Z with: fail-on-error: true
unknown 2024-05-01T10:00:00.0000000Z ✓ 12 tests passed, 0 failed
error 2024-05-01T10:00:00.0000000Z ✗ 11 tests passed, 1 failed
warn 2024-05-01T10:00:00.0000000Z npm warn deprecated rimraf@3.0.2
warn 2024-05-01T10:00:00.0000000Z ␛[33mwarning␛[39m: x
unknown 2024-05-01T10:00:00.0000000Z Uploading artifact errors.zip
error ::error::Process exited with code 1
unknown Cache not found for input keys: error-1
unknown No files were found with the provided path: error.log
error ERROR: Uploading artifacts failed
error Traceback (most recent call last):
error ModuleNotFoundError: No module named 'info'
error FAILED (failures=1, errors=2)
unknown OK (skipped=3)
error =================== 2 failed, 1 error in 3.2s ===================
unknown Ran 12 tests in 0.5s
error  FAIL  src/info.test.ts > shows info
unknown  Test Files  3 passed (3)
error  Test Files  1 failed | 2 passed (3)
unknown       Tests  12 passed | 1 skipped (13)
error TOTAL: 1 FAILED, 12 SUCCESS
unknown TOTAL: 12 SUCCESS
`);
