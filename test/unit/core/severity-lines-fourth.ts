/** Labelled lines of a fourth forecast, of the formats as they are met most often, written before they were run. */
import { labelledLines } from './severity-lines-table.js';

export const FOURTH_LINES = labelledLines(String.raw`
== workflow
unknown Workflow run started (trigger: webhook)
error Node "Charge card" failed with status 500
unknown Error branch skipped because node succeeded
unknown No error handler configured, using default
warn Node "Fetch" returned 404, using fallback value
unknown Retry 1/3 scheduled in 2000 ms
error All 3 retries failed for node "Fetch"
unknown Retried successfully after 1 failure
error Could not parse response as JSON
unknown Log level changed to error
unknown Cleared 12 errors from the dashboard
error Unexpected end of JSON input
== loggers
info {"level":30,"time":1714557600000,"pid":7,"hostname":"h","msg":"WARN is just a name here"}
warn {"level":40,"time":1714557600000,"pid":7,"hostname":"h","msg":"error: null"}
info {"name":"x","hostname":"h","pid":1,"level":30,"msg":"","errors":["a"],"time":"2024-05-01T10:00:00Z","v":0}
error {"level":"error","message":"succeeded too late"}
info {"level":"info","ts":1714557600.1,"msg":"x","errorVerbose":"y"}
debug {"level":"debug","ts":1714557600.1,"msg":"panic avoided"}
warn time="2024-05-01T10:00:00Z" level=warning msg="error fetching, will retry" attempt=1
info time=2024-05-01T10:00:00Z level=INFO msg="0 errors" status=500
error time=2024-05-01T10:00:00Z level=ERROR msg="all info lost"
info 2024-05-01 10:00:00,123 INFO [error-pool-1] (a.b.Fatal) ok
error 2024-05-01 10:00:00,123 ERROR [worker] (a.b.Info) not ok
info 10:00:00.123 [main] INFO  a.b.WarningService -- WARN emitted 0 times
warn 10:00:00.123 [main] WARN  a.b.InfoService -- no error
info INFO:app.errors:0 failed
error ERROR:app:could not
debug DEBUG:urllib3.connectionpool:http://x:80 "GET /error HTTP/1.1" 500 12
info I, [2024-05-01T10:00:00.123456 #12]  INFO -- : ERROR page rendered
warn W, [2024-05-01T10:00:00.123456 #12]  WARN -- : x
== rails, go, web
unknown   Rendering errors/not_found.html.erb
unknown Completed 201 Created in 500ms
error Completed 503 Service Unavailable in 1ms
error ActiveRecord::StatementInvalid (PG::UndefinedTable: ERROR:  relation "info" does not exist
error app/models/info.rb:12:in ‵show'
info I0501 10:00:00.123456       1 trace.go:236] Trace[1]: "errors" (500ms)
error E0501 10:00:00.123456       1 a.go:1] no warnings
error runtime error: invalid memory address or nil pointer dereference
fatal panic: runtime error: slice bounds out of range [:5] with capacity 3
error goroutine 7 gp=0xc000 m=0 mp=0x1 [running]:
error created by main.start in goroutine 1
info 2024/05/01 10:00:00 [notice] 7#7: exit
error 2024/05/01 10:00:00 [error] 7#7: *1 FastCGI sent in stderr: "PHP message: PHP Warning:  x"
unknown 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "POST /login?error=401 HTTP/1.1" 302 500 "-" "curl"
warn 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "POST /login HTTP/1.1" 401 500 "-" "curl"
error 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "POST /login HTTP/1.1" 504 0 "-" "curl"
error [Wed May 01 10:00:00 2024] [php7:error] [pid 7] [client 10.0.0.1:5] PHP Fatal error:  x
info [Wed May 01 10:00:00 2024] [core:notice] [pid 7:tid 1] AH00094: Command line: 'error'
== postgres, syslog, systemd
info 2024-05-01 10:00:00.123 UTC [7] LOG:  could not bind IPv6 address: error
error 2024-05-01 10:00:00.123 UTC [7] ERROR:  division by zero
unknown 2024-05-01 10:00:00.123 UTC [7] HINT:  No error here.
unknown 2024-05-01 10:00:00.123 UTC [7] CONTEXT:  SQL statement "select failed"
fatal 2024-05-01 10:00:00.123 UTC [7] FATAL:  the database system is starting up
info <86>May  1 10:00:00 h sshd[1]: Accepted password for error
error <35>May  1 10:00:00 h sshd[1]: refused
warn <36>1 2024-05-01T10:00:00Z h sshd 1 - - fine
debug <191>1 2024-05-01T10:00:00Z h app - - - fatal
unknown May  1 10:00:00 h systemd[1]: Stopping Error Collector...
unknown May  1 10:00:00 h systemd[1]: Finished Clean up failed sessions.
error May  1 10:00:00 h systemd[1]: x.timer: Failed to queue unit startup job: Unit not found.
error May  1 10:00:00 h systemd[1]: x.service: Main process exited, code=dumped, status=11/SEGV
error May  1 10:00:00 h systemd[1]: x.service: Failed to execute command: No such file or directory
unknown May  1 10:00:00 h systemd[1]: x.service: Succeeded.
== kubernetes, docker, actions
error Error: failed to start container "web": exit status 127
warn Warning  Failed  1m  kubelet  Error: ImagePullBackOff
unknown Normal  Created  1m  kubelet  Created container error
error Back-off pulling image "info:1": ErrImagePull
error docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.
error ERROR [internal] load metadata for docker.io/library/info:1
unknown web-1 exited with code 0 (error-free)
error db-1 | FATAL:  password authentication failed for user "info"
error ##[error]Bash exited with code '1'.
unknown ##[debug-free] plain text
warn ::warning title=error::no
unknown Error count: 0
unknown 2024-05-01T10:00:00.0000000Z env: LOG_LEVEL: error
error 2024-05-01T10:00:00.0000000Z npm error Missing script: "info"
error 2024-05-01T10:00:00.0000000Z AssertionError: expected 'info' to equal 'x'
unknown 2024-05-01T10:00:00.0000000Z found 0 vulnerabilities
== logcat, hadoop, cbs, ssh
error 05-01 10:00:00.123  1234  1250 E Parcel  : Reading a NULL string
info 05-01 10:00:00.123  1234  1250 I ErrorDialog: shown=false
warn W/System.err( 1234): java.io.IOException
debug D/E( 1234): E/W
info 24/05/01 10:00:00 INFO Executor: Finished task 0.0 with 0 errors
warn 24/05/01 10:00:00 WARN BlockManager: Putting block failed due to exception java.lang.Error
info 2024-05-01 10:00:00,123 INFO org.apache.hadoop.hdfs.server.namenode.FSNamesystem: failed=0
error 2024-05-01 10:00:00,123 ERROR org.apache.hadoop.hdfs.server.datanode.DataNode: info
info 2016-09-28 04:30:31, Info                  CSI    Error Handler: 0
warn 2016-09-28 04:30:31, Warning               CBS    Failed
error Dec 10 06:55:46 LabSZ sshd[24200]: error: Bind to port 22 on 0.0.0.0 failed: Address already in use.
unknown Dec 10 06:55:46 LabSZ sshd[24200]: Postponed publickey for error from 10.0.0.1 port 22 ssh2
unknown Dec 10 06:55:46 LabSZ sshd[24200]: Connection reset by 10.0.0.1 port 22 [preauth]
warn Dec 10 06:55:46 LabSZ sshd[24200]: Failed publickey for info from 10.0.0.1 port 22 ssh2
`);
