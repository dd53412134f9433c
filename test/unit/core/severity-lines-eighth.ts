/** Labelled lines of an eighth forecast: all named formats once more, with other traps, written before they were run. */
import { labelledLines } from './severity-lines-table.js';

export const EIGHTH_LINES = labelledLines(String.raw`
== workflow
unknown Node "Transform" produced 500 items
error Node "Transform" crashed: heap limit reached
unknown Workflow "Error digest" activated
error Workflow "Digest" could not be activated: webhook path already in use
unknown Trigger fired: order.failed
unknown Event payment.denied received, 3 subscribers
error Signature verification failed for webhook order.created
error Timeout: node "Fetch" did not finish in 30 s
unknown Timeout for node "Fetch" changed from 30 s to 60 s
unknown Duplicate delivery ignored (idempotency key seen)
error Row 17: invalid date "31.02.2024"
unknown Validated 17 rows, none invalid
error SQL error: column "info" does not exist
unknown Nothing to retry, no failed deliveries
error Rejected by remote: 401 Unauthorized
unknown Run finished without errors
error Run finished with errors
error Run finished with 3 errors
warn Run finished with 3 warnings
unknown Run finished with 0 warnings
error Secret "TOKEN" not found
unknown Looking up secret "NOT_FOUND_PAGE"
error Upstream returned 504
error Disk quota exceeded
unknown Quota: 12 of 500 runs used
warn Quota almost exhausted: 498 of 500 runs used
== json
error {"level":"error","time":1714557600000,"msg":"no problem"}
info {"level":30,"time":1714557600000,"pid":7,"hostname":"x","req":{"method":"GET"},"res":{"statusCode":404},"msg":"request failed"}
fatal {"name":"a","hostname":"h","pid":1,"level":60,"msg":"x","time":"2024-05-01T10:00:00.000Z","v":0}
debug {"name":"a","hostname":"h","pid":1,"level":20,"msg":"error","time":"2024-05-01T10:00:00.000Z","v":0}
info {"level":"info","message":"cannot connect, trying next host","timestamp":"2024-05-01T10:00:00.000Z"}
warn {"level":"warn","ts":1714557600.123,"caller":"a/b.go:12","msg":"panic recovered","stacktrace":"x"}
fatal {"level":"panic","ts":1714557600.123,"msg":"x"}
error {"time":"2024-05-01T10:00:00Z","level":"ERROR","msg":"x","status":200}
info {"time":"2024-05-01T10:00:00Z","level":"INFO+2","msg":"error"}
warn {"level":"warning","msg":"A group of walrus emerges","time":"2024-05-01T10:00:00Z"}
error {"asctime":"2024-05-01 10:00:00,123","levelname":"ERROR","message":"info"}
info {"Timestamp":"2024-05-01T10:00:00Z","Level":"Information","MessageTemplate":"Failed {N}","Properties":{"N":0}}
error {"log":"ERROR: x\n","stream":"stdout","time":"2024-05-01T10:00:00Z"}
unknown {"log":"ready\n","stream":"stderr","time":"2024-05-01T10:00:00Z"}
info {"PRIORITY":"6","MESSAGE":"Failed to start x","SYSLOG_IDENTIFIER":"systemd"}
error {"PRIORITY":"3","MESSAGE":"Started x","SYSLOG_IDENTIFIER":"systemd"}
unknown {"kind":"Event","count":500,"note":"Created pod: error-1"}
unknown {"errors":[],"warnings":[]}
== jvm
info 2024-05-01 10:00:00,123 INFO  [main] c.e.Denied - access denied handler registered
error 2024-05-01 10:00:00,123 ERROR [main] c.e.Ok - all good
warn 10:00:00.123 [main] WARN  c.e.Ok -- timed out
debug 10:00:00.123 [main] DEBUG o.h.SQL - insert into error_log (level) values ('ERROR')
trace 10:00:00.123 [main] TRACE o.h.t.d.s.BasicBinder - binding parameter (1:VARCHAR) <- [FATAL]
info [main] INFO com.example.Retry - giving up is not an option
error [main] ERROR com.example.Retry - attempt 1
info 24/05/01 10:00:00 INFO YarnAllocator: Container killed by YARN for exceeding memory limits
error 24/05/01 10:00:00 ERROR Executor: Exception in task 0.0 in stage 0.0 (TID 0)
info 2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: Created MRAppMaster for application appattempt_1 failures=0
fatal 2015-10-18 18:01:47,978 FATAL [IPC Server handler 1 on 500] org.apache.hadoop.mapred.TaskAttemptListenerImpl: Task: attempt_1 - exited
warn 2015-10-18 18:01:47,978 WARN [LeaseRenewer:x@h:9000] org.apache.hadoop.hdfs.LeaseRenewer: Failed to renew lease
error java.lang.IllegalStateException: Failed to load ApplicationContext
error 	at com.example.Info.main(Info.java:12) [classes/:na]
error 	... 42 more
error Caused by: org.postgresql.util.PSQLException: FATAL: too many connections
== python and ruby
info 2024-05-01 10:00:00,123 - app - INFO - Error rate: 0%
error 2024-05-01 10:00:00,123 - app - ERROR - info
fatal 2024-05-01 10:00:00,123 - app - CRITICAL - x
warn WARNING:root:no such user
info INFO:werkzeug:127.0.0.1 - - [01/May/2024 10:00:00] "POST /x HTTP/1.1" 500 -
error ValueError: invalid literal for int() with base 10: 'info'
error subprocess.CalledProcessError: Command '['x']' returned non-zero exit status 1.
error During handling of the above exception, another exception occurred:
error MemoryError
unknown     return self.handle_error(x)
info I, [2024-05-01T10:00:00.123456 #7]  INFO -- : [0f3b] Completed 500 Internal Server Error in 5ms
fatal F, [2024-05-01T10:00:00.123456 #7] FATAL -- : [0f3b] 
error E, [2024-05-01T10:00:00.123456 #7] ERROR -- : ok
debug D, [2024-05-01T10:00:00.123456 #7] DEBUG -- :   Error Load (0.5ms)  SELECT "errors".* FROM "errors"
warn Completed 404 Not Found in 3ms (ActiveRecord: 0.0ms)
unknown Completed 302 Found in 500ms
error NoMethodError (undefined method ‵x' for nil:NilClass):
== go, klog
info I0501 10:00:00.123456       1 controller.go:500] Error handling disabled, cannot fail
warn W0501 10:00:00.123456       1 reflector.go:324] failed to list *v1.Pod
error E0501 10:00:00.123456       1 leaderelection.go:330] error retrieving resource lock
fatal F0501 10:00:00.123456       1 main.go:12] x
fatal panic: assignment to entry in nil map
error 2024/05/01 10:00:00 dial tcp [::1]:6379: connect: connection refused
unknown 2024/05/01 10:00:00 Starting server on :8080, timeout 500ms
error 2024/05/01 10:00:00 could not open config: permission denied
info INFO[0003] no error so far                             attempts=3
error ERRO[0003] x                                             size=10
== web
info 2024/05/01 10:00:00 [notice] 1#1: signal 17 (SIGCHLD) received from 500
error 2024/05/01 10:00:00 [error] 7#7: *1 open() "/usr/share/nginx/html/favicon.ico" failed (2: No such file or directory)
unknown 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /status/500 HTTP/1.1" 301 169 "-" "-" "-"
warn 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "\x16\x03\x01" 400 157 "-" "-" "-"
error 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /?q=200 HTTP/1.1" 507 157 "-" "-"
info [Wed May 01 10:00:00.123456 2024] [mpm_event:notice] [pid 7:tid 1] AH00489: Apache/2.4.57 configured, error log off
fatal [Wed May 01 10:00:00.123456 2024] [core:crit] [pid 7:tid 1] (13)Permission denied: AH00529
error [Sun Dec 04 04:47:44 2005] [error] mod_jk child workerEnv in error state 6
info [Sun Dec 04 04:47:44 2005] [notice] workerEnv.init() ok /etc/httpd/conf/workers2.properties
unknown GET /error/500 200 12.123 ms - 404
error GET /info 503 12.123 ms - 404
warn ::1 - GET /info 401 3ms
== postgres
error 2024-05-01 10:00:00.123 UTC [7] app@shop ERROR:  canceling statement due to statement timeout
info 2024-05-01 10:00:00.123 UTC [7] app@shop LOG:  statement: INSERT INTO log VALUES ('ERROR:  x')
fatal 2024-05-01 10:00:00.123 UTC [7] PANIC:  could not write to file "pg_wal/x": No space left on device
info 2024-05-01 10:00:00.123 UTC [1] LOG:  background worker "x" (PID 7) exited with exit code 1
unknown 2024-05-01 10:00:00.123 UTC [7] HINT:  See server log for query details. FATAL
info NOTICE:  table "errors" does not exist, skipping
error psql:x.sql:12: ERROR:  syntax error at or near "info"
info 2024-05-01 10:00:00.123 UTC [7] LOG:  could not receive data from client: Connection reset by peer
== syslog, systemd, ssh
error <187>May  1 10:00:00 r1 %SYS-3-CPUHOG: x
info <190>May  1 10:00:00 r1 %SYS-6-LOGOUT: error user
unknown May  1 10:00:00 h systemd[1]: Reloading failed-units monitor...
error May  1 10:00:00 h systemd[1]: x.service: Unit entered failed state.
unknown May  1 10:00:00 h systemd[1]: x.service: Consumed 500ms CPU time.
error May  1 10:00:00 h systemd[1]: x.service: State 'stop-sigterm' timed out. Killing.
error May  1 10:00:00 h systemd-coredump[7]: Process 12 (info) of user 0 dumped core.
unknown May  1 10:00:00 h systemd-logind[7]: New session 500 of user error.
unknown Dec 10 06:55:48 LabSZ sshd[24200]: Connection closed by 173.234.31.186 [preauth]
warn Dec 10 06:55:48 LabSZ sshd[24200]: pam_unix(sshd:auth): authentication failure; logname= uid=0
unknown Dec 10 06:55:48 LabSZ sshd[24200]: pam_unix(sshd:auth): check pass; user unknown
unknown Dec 10 06:55:48 LabSZ sshd[24200]: Accepted publickey for info from 10.0.0.1 port 500 ssh2
unknown Dec 10 06:55:48 LabSZ sshd[24200]: Received disconnect from 10.0.0.1: 11: Bye Bye [preauth]
warn Dec 10 06:55:48 LabSZ sshd[24200]: message repeated 2 times: [ Failed password for root from 10.0.0.1 port 5 ssh2]
fatal Dec 10 06:55:48 LabSZ sshd[24200]: fatal: Write failed: Connection reset by peer [preauth]
== kubernetes, docker, actions, logcat, cbs
error web-7d9f   0/1   CrashLoopBackOff   12 (3m ago)   40m
error web-7d9f   0/1   Error   0   40m
error web-7d9f   0/1   ImagePullBackOff   0   40m
unknown web-7d9f   1/1   Running   500 (3m ago)   40m
unknown job-error   0/1   Completed   0   40m
warn 40m   Warning   FailedMount   pod/web-1   MountVolume.SetUp failed for volume "x"
unknown 40m   Normal   Pulled   pod/web-1   Container image "error:500" already present on machine
unknown 0f3b1c22   nginx   "nginx"   Up 3 hours   0.0.0.0:500->80/tcp   error-1
error 0f3b1c22   app   "node x"   Exited (137) 3 hours ago   info-1
error 2024-05-01T10:00:00.1234567Z ##[error]The operation was canceled.
warn 2024-05-01T10:00:00.1234567Z ##[warning]Unexpected input(s) 'x', valid inputs are ['y']
unknown 2024-05-01T10:00:00.1234567Z [command]/usr/bin/git config --unset-all error.x
error 2024-05-01T10:00:00.1234567Z fatal: repository 'https://x/' not found
unknown 2024-05-01T10:00:00.1234567Z Run ./check.sh || echo "failed"
unknown 2024-05-01T10:00:00.1234567Z   continue-on-error: true
info I/chromium( 1234): [ERROR:x.cc(12)] y
error E/AndroidRuntime( 1234): Process: com.x, PID: 1234
warn 03-17 16:13:38.819  1702  8671 W ActivityManager: getRunningAppProcesses: caller 10113 does not hold REAL_GET_TASKS
debug 03-17 16:13:38.819  1702  8671 D PowerManagerService: acquire lock=500, flags=0x1, tag="Error"
info 2016-09-28 04:30:30, Info                  CBS    Warning: Unrecognized packageExtended attribute.
error 2016-09-29 00:00:00, Error                 CSI    00000001 (F) STATUS_OBJECT_NAME_NOT_FOUND
info 2016-09-28 04:30:31, Info                  CSI    00000006 Failed to x: 0 errors
`);
