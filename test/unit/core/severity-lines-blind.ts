/** Labelled lines written when the rules had been tuned on all others, and before they were run: a second forecast. */
import { labelledLines } from './severity-lines-table.js';

export const BLIND_LINES = labelledLines(String.raw`
== workflow
unknown Retrying step charge-card (attempt 2/5), last error was ETIMEOUT-like
unknown error_count=0 warn_count=0 duration=12s
unknown Step "Send error mail" completed
error Step "Send mail" failed
unknown catch block entered; no rethrow
unknown waiting 500 ms before next poll
unknown 404 rows deleted
unknown processed 1,500 records, 0 failed, 3 skipped
error processed 1,500 records, 12 failed, 3 skipped
error Workflow terminated with error: missing input "info"
warn Rate limit reached (429), backing off for 30 s
unknown Response: 200 OK (no error)
error Response: 503 Service Unavailable
unknown Variable "errorMessage" set to ""
unknown errors.length === 0
error Assertion failed: expected 3 items, got 0
error Cannot connect to smtp.example.com:587
error Connection lost to broker b-1
error Deadlock detected on table runs
error Validation error: "email" is required
unknown Validation passed: 0 errors, 0 warnings
warn Warning! Credential expires in 3 days
unknown Timeout set to 500 ms
error Timeout exceeded while waiting for node http-3
unknown onError handler: continue
unknown Failure threshold is 5
unknown Skipping failed-deliveries report
error DELIVERY FAILED: 410 Gone
error Uncaught exception in function node: x is not a function
unknown dead-letter queue is empty
unknown dry run, nothing will fail
info info: 2 errors were fixed by --fix
== json
info {"level":"info","msg":"failed to fail","error":null}
error {"lvl":"error","t":1714557600,"msg":"x"}
warn {"Level":"Warning","RenderedMessage":"disk","Timestamp":"2024-05-01T10:00:00Z"}
info {"@t":"2024-05-01T10:00:00Z","@mt":"Error {Id} shown","Id":3,"@l":"Information"}
unknown {"@t":"2024-05-01T10:00:00Z","@mt":"started"}
error {"timestamp":"2024-05-01T10:00:00Z","level":"ERROR","thread":"info-1","logger":"a.b.Info","message":"x"}
fatal {"severity":"CRITICAL","textPayload":"x"}
info {"severity":"NOTICE","textPayload":"error"}
info {"resourceLogs":1,"severityNumber":9,"severityText":"INFO","body":"error"}
error {"severityNumber":17,"body":"x"}
fatal {"timeUnixNano":"1","severityNumber":21,"body":"x"}
warn {"log.level":"warn","message":"x","ecs.version":"1.6.0"}
info {"ts":"2024-05-01T10:00:00Z","lvl":"inf","msg":"error"}
error {"levelname":"ERROR","name":"info","message":"x"}
info {"level":"info","message":"{\"error\":{\"code\":500}}"}
unknown {"type":"error_page_view","count":5}
error {"type":"error","message":"Something broke"}
error {"event":"deploy","status":"failed"}
unknown {"event":"deploy","status":"success","errors":0}
info {"level":30,"time":1714557600000,"msg":"no pid, no host"}
error {"level":50,"time":1714557600000,"msg":"no pid, no host"}
unknown {"level":3,"message":"whose"}
error {"version":"1.1","host":"web-1","short_message":"x","level":3}
info {"version":"1.1","host":"web-1","short_message":"error","level":6}
unknown [{"level":"error"},{"level":"warn"}]
info {"time":"2024-05-01T10:00:00Z","level":"INFO","prefix":"-","file":"error.go","line":"3","message":"x"}
== go, docker, kubernetes
warn time="2024-05-01T10:00:00Z" level=warning msg="The \"ERROR\" variable is not set. Defaulting to a blank string."
error 2024-05-01T10:00:00.123Z [ERROR] agent: startup error: error="info"
info 2024-05-01T10:00:00.123Z [INFO]  agent: error handler: state=idle
warn     2024-05-01T10:00:00.123Z [WARN]  agent.server.raft: heartbeat timeout reached
error {"@level":"error","@message":"x","@timestamp":"2024-05-01T10:00:00.123456Z"}
info {"@level":"info","@message":"error page","@timestamp":"2024-05-01T10:00:00.123456Z"}
info I0501 10:00:00.123456    1234 event.go:307] "Event occurred" type="Warning" reason="Failed"
error E0501 10:00:00.123456    1234 reflector.go:147] pkg/mod/k8s.io/client-go: Failed to watch
error web-1  | 2024-05-01 10:00:00.123 UTC [7] ERROR:  relation "info" does not exist
info db-1   | 2024-05-01 10:00:00.123 UTC [1] LOG:  database system is shut down
error OCI runtime exec failed: exec failed: unable to start container process
error Pod web-1 OOMKilled
unknown Pod error-1 Running
unknown pod/error-1 created
warn 12m   Warning   Unhealthy   pod/web-1   Readiness probe failed: HTTP probe failed with statuscode: 503
error FATA[0000] failed to create network
error panic: send on closed channel [recovered]
info 2024/05/01 10:00:00 [I] router.go:12 error page mounted
error 2024/05/01 10:00:00 [E] router.go:12 info page missing
error level=error ts=2024-05-01T10:00:00.123Z caller=x.go:1 msg="x" err="y"
info level=info ts=2024-05-01T10:00:00.123Z caller=error.go:1 msg="x" err=null
warn caller=x.go:1 level=warn component=error msg=slow
error 2024-05-01 10:00:00 api ERROR got INFO from peer
info 2024-05-01 10:00:00 api INFO got ERROR from peer
error 2024-05-01T10:00:00Z ERR loading failed error="EOF" service=info
info 10:00AM INF error handler ready
fatal 10:00AM FTL cannot bind
unknown ?   	example.com/errors	[no test files]
unknown coverage: 50.0% of statements in ./errors
== jvm, android
info 2024-05-01 10:00:00 [ForkJoinPool.commonPool-worker-1] INFO  com.example.FatalErrorListener - listening
error 2024-05-01 10:00:00,123 [main] ERROR com.example.InfoBean - {"level":"info"}
warn WARN  2024-05-01 10:00:00,123 [Error-1] org.apache.cassandra.db - slow
info INFO  [main] 2024-05-01 10:00:00,123 CassandraDaemon.java:12 - JVM vendor/version: error 17
error ERROR [MutationStage-1] 2024-05-01 10:00:00,123 Info.java:12 - x
info 10:00:00,123 INFO  [org.jboss.as] (Controller Boot Thread) WFLYSRV0025: started, 0 errors
error 10:00:00,123 ERROR [org.jboss.msc] (MSC service thread 1-2) MSC000001: Failed to start service
warn [10:00:00] [Server thread/WARN]: Can't keep up!
info [10:00:00] [Server thread/INFO]: Player Error joined the game
error [10:00:00] [main/ERROR]: Couldn't load info.json
fatal # A fatal error has been detected by the Java Runtime Environment:
error Exception in thread "info-1" java.lang.OutOfMemoryError: Java heap space
error Error: Could not find or load main class com.example.Info
unknown Picked up JAVA_TOOL_OPTIONS: -XX:ErrorFile=/tmp/error.log
unknown OpenJDK 64-Bit Server VM (build 17.0.8+7, mixed mode)
warn OpenJDK 64-Bit Server VM warning: Sharing is only supported for boot loader classes
error 05-01 10:00:00.123  1234  1234 E SQLiteLog: (1) no such table: info
info 05-01 10:00:00.123  1234  1234 I chatty  : uid=1000 identical 3 errors
warn W/ActivityThread(12): handleWindowVisibility: no activity for token
debug 05-01 10:00:00.123  1234  1234 D E/Fake  : error
info 2024-05-01 10:00:00.123 +0000 UTC INFO  Error page shown
== python, ruby, node
error 2024-05-01 10:00:00,123 ERROR    [root] info (main.py:3)
info 2024-05-01 10:00:00,123 INFO     [error_module] done
warn WARNING  [alembic.runtime] error log missing
info INFO  [alembic.runtime.migration] Running upgrade -> 1a2b, add error table
error E   AssertionError: assert 'info' == 'x'
warn tests/test_a.py:3: PytestUnknownMarkWarning: Unknown pytest.mark.error
error sqlalchemy.exc.IntegrityError: (psycopg2.errors.UniqueViolation) duplicate key
error KeyboardInterrupt
unknown [2024-05-01 10:00:00] "GET /errors/ HTTP/1.1" 200 -
error [2024-05-01 10:00:00] "GET /info/ HTTP/1.1" 500 -
error subprocess.CalledProcessError: Command '['info']' returned non-zero exit status 2.
unknown Successfully installed error-1.0 warnings-2.0
error ERROR: Could not find a version that satisfies the requirement info
warn WARNING: Running pip as the 'root' user can result in broken permissions
unknown puma: * Listening on http://0.0.0.0:500
error rails aborted!
error ArgumentError (wrong number of arguments (given 1, expected 0)):
warn DEPRECATED: error_for is gone
error ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"
warn  WARN  deprecated error@1.0.0
unknown ➤ YN0000: └ Completed
error SyntaxError: Unexpected token 'info'
error RangeError [ERR_HTTP_INVALID_STATUS_CODE]: Invalid status code: info
unknown Listening for errors on port 3000
unknown ok 12 - reports error when file is missing
error ✖ 1 problem (1 error, 0 warnings)
unknown ✔ No ESLint warnings or errors
error ELIFECYCLE  Command failed with exit code 1.
info [vite] info: hmr update /src/error.ts
error [vite] Internal server error: Failed to resolve import "./info"
error [webpack-cli] Error: Unknown option
unknown webpack 5.91.0 compiled successfully in 500 ms
warn webpack 5.91.0 compiled with 2 warnings in 500 ms
error webpack 5.91.0 compiled with 1 error in 500 ms
== servers, systems
error 2024/05/01 10:00:00 [error] 7#7: *1 upstream timed out (110: Connection timed out) while reading
warn 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /error HTTP/1.1" 418 0 "-" "-"
unknown 10.0.0.1 - error [01/May/2024:10:00:00 +0000] "GET / HTTP/1.1" 204 0 "-" "-"
error {"remote_addr":"10.0.0.1","request":"GET / HTTP/1.1","status":502}
warn {"remote_addr":"10.0.0.1","request":"GET /error HTTP/1.1","status":"404"}
unknown {"remote_addr":"10.0.0.1","request":"GET /error HTTP/1.1","status":"200"}
error {"level":"error","logger":"http.log.error","msg":"dial tcp","status":502}
info {"level":"info","logger":"http.log.access","msg":"handled request","status":500}
info 2024-05-01 10:00:00.123 UTC [7] LOG:  statement: RAISE EXCEPTION 'ERROR: x'
info 2024-05-01 10:00:00.123 UTC [7] LOG:  unexpected EOF on client connection with an open transaction
error 2024-05-01 10:00:00 UTC::@:[7]:ERROR:  out of shared memory
error 2024-05-01 10:00:00 UTC:10.0.0.1(5):bob@app:[7]:ERROR:  syntax error at or near "info"
info 2024-05-01 10:00:00 UTC:10.0.0.1(5):bob@errors:[7]:LOG:  disconnection
warn 2024-05-01 10:00:00.123 [7] WARNING:  there is already a transaction in progress
unknown 2024-05-01 10:00:00.123 [7] QUERY:  select error()
error <3>May  1 10:00:00 host app: info
info <6>May  1 10:00:00 host app: error
error May  1 10:00:00 host app[1]: <error> x
error May  1 10:00:00 host kernel: [1.2] ata1.00: failed command: READ FPDMA QUEUED
error May  1 10:00:00 host kernel: [1.2] Buffer I/O error on dev sda1, logical block 0
unknown May  1 10:00:00 host kernel: [1.2] audit: type=1400 apparmor="STATUS" operation="profile_load" name="error"
error May  1 10:00:00 host NetworkManager[1]: <error> [1714557600.1] x
info May  1 10:00:00 host NetworkManager[1]: <info>  [1714557600.1] error state cleared
warn May  1 10:00:00 host NetworkManager[1]: <warn>  [1714557600.1] x
unknown May 01 10:00:00 host systemd[1]: Stopped target Error Reporting.
error May 01 10:00:00 host systemd[1]: backup.service: Start request repeated too quickly.
error May 01 10:00:00 host systemd[1]: backup.service: Unit entered failed state.
error May 01 10:00:00 host systemd[1]: Timed out waiting for device dev-sdb1.device.
warn Dec 10 06:55:46 LabSZ sshd[24200]: reverse mapping checking getaddrinfo for x [10.0.0.1] failed - POSSIBLE BREAK-IN ATTEMPT!
warn Dec 10 06:55:46 LabSZ sshd[24200]: Failed none for invalid user 0101 from 5.188.10.180 port 49811 ssh2
warn Dec 10 06:55:46 LabSZ sshd[24200]: PAM 5 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.1 user=root
unknown Dec 10 06:55:46 LabSZ sshd[24200]: pam_unix(sshd:session): session closed for user fatal
unknown Dec 10 06:55:46 LabSZ sshd[24200]: Connection closed by authenticating user error 10.0.0.1 port 500 [preauth]
info 2016-09-28 04:30:31, Info                  CBS    Failed to get next element [HRESULT = 0x800f080d - CBS_E_MANIFEST_INVALID_ITEM]
info 2016-09-28 04:30:31, Info                  CBS    SQM: Failed to start upload with file pattern: x [HRESULT = 0x80004005 - E_FAIL]
error 2016-09-28 04:30:31, Error                 CBS    Failed
== pipelines
error Error: Process completed with exit code 127.
unknown Run error-tests
warn Warning: The ‵save-state‵ command is deprecated
unknown Error code 0
error ##vso[task.logissue type=error]no info
warn ##vso[task.logissue type=warning]no error
unknown ##[command]echo error
error 10:00:00.123 ERROR: Build step 'Execute shell' marked build as failure
unknown + grep error log.txt
error bash: info: command not found
error sh: 1: info: not found
error error: failed to push some refs to 'origin'
warn warning: LF will be replaced by CRLF in error.txt.
error CONFLICT (content): Merge conflict in info.ts
error ! [rejected]        main -> main (fetch first)
error E: Unable to locate package info
warn W: Some index files failed to download.
info I: Running error hook
unknown Get:1 http://deb.example.com stable/main errors amd64 1.0 [500 kB]
error dpkg: error processing package info (--configure):
error fatal error: info.h: No such file or directory
error clang: error: linker command failed with exit code 1 (use -v to see invocation)
unknown [100%] Built target error
unknown BUILD SUCCESSFUL
error BUILD FAILED in 3s
unknown 0 errors generated.
error 2 errors generated.
warn 1 warning generated.
unknown Quality gate: passed (0 bugs, 0 errors)
`);
