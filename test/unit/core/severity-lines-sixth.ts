/** Labelled lines of a sixth forecast, of other programs and of traps for words of failure, written before they were run. */
import { labelledLines } from './severity-lines-table.js';

export const SIXTH_LINES = labelledLines(String.raw`
== workflow
unknown Trigger "On failure" registered for workflow 12
unknown Branch "could not be delivered" selected
error Node "Postgres" could not acquire a connection within 5000 ms
error HTTP Request node received 502 from upstream
unknown Retrying in 4 s (attempt 2 of 5)
error All attempts exhausted, marking run as failed
unknown Run 81 completed in 1.2 s: 12 nodes ok, 0 failed
error Run 82 completed in 1.2 s: 11 nodes ok, 1 failed
unknown Run 83 cancelled by user
error Workflow execution was aborted: memory limit exceeded
unknown Waiting for approval (times out in 24 h)
error Approval timed out after 24 h
unknown Email "Payment failed" sent to customer 17
unknown Deleted 3 failed runs
unknown Loaded 5 error templates
unknown Setting errorWorkflow to none
error Schema validation failed: /items/0/price must be number
error Credentials for "Slack" are invalid or expired
warn Execution took 48 s, close to the limit of 60 s; this is slow step warning
unknown Webhook responded 200 in 512 ms
warn Webhook responded 429, will be retried
error Webhook responded 500 after 3 tries
unknown Checking whether the queue is unavailable
unknown Queue is available again
unknown No timed out runs found
unknown Failure notifications are enabled
error Unable to decrypt secret "API_KEY"
error Circular dependency between nodes "A" and "B"
error Worker 7 lost connection to the database
unknown Worker 7 reconnected to the database
unknown Skipping node "Alert on error" (condition false)
unknown condition status >= 500 evaluated to false
== loggers
warn {"level":"warn","time":"2024-05-01T10:00:00.000Z","message":"request aborted"}
info {"level":"info","msg":"connection refused by policy test, as expected","n":1}
error {"severity":"ERROR","message":"ok","logging.googleapis.com/trace":"x"}
error {"msg":"connect failed","err":{"code":"ECONNREFUSED"}}
unknown {"msg":"connected","err":null}
unknown {"message":"user deleted","user":{"id":500}}
error {"time":1714557600.1,"logger":"api","message":"Unable to reach payment provider"}
info {"@timestamp":"2024-05-01T10:00:00.000Z","log.level":"INFO","message":"failed=0"}
fatal {"level":60,"time":1714557600000,"pid":1,"hostname":"h","msg":"shutting down"}
debug {"level":20,"time":1714557600000,"pid":1,"hostname":"h","msg":"timeout exceeded"}
error [10:00:00.123] ERROR (api/7): request errored
info [10:00:00.123] INFO (api/7): request completed
unknown     err: null
info 2024-05-01T10:00:00.123Z info: listening on 3000 {"errors":0}
error error: Unhandled rejection at promise {"service":"user"}
warn time=2024-05-01T10:00:00.123Z level=WARN source=/app/main.go:12 msg="cache miss rate high"
info 2024/05/01 10:00:00 INFO server started errors=0
error 2024/05/01 10:00:00 ERROR query err="EOF"
info 10:00AM INF http request status=500
error 10:00AM ERR http request status=200
fatal 10:00AM FTL cannot open database
warn {"level":"WARN","timestamp":"2024-05-01T10:00:00Z","logger":"x","caller":"x/y.go:1","msg":"retry","attempt":1}
error 2024-05-01T10:00:00.123Z	ERROR	controller/controller.go:324	Reconciler error	{"controller":"x"}
info 2024-05-01T10:00:00.123Z	INFO	controller/controller.go:220	Starting workers	{"failed":false}
debug 2024-05-01T10:00:00.123Z	DEBUG	x/y.go:1	got error	{"err":"x"}
error 2024-05-01 10:00:00.123 ERROR 1 --- [nio-8080-exec-1] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() for servlet threw exception
info 2024-05-01 10:00:00.123  INFO 1 --- [           main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat initialized with port(s): 500 (http)
warn 2024-05-01T10:00:00.123+02:00  WARN 1 --- [shop] [main] org.hibernate.orm.deprecation : HHH90000025: dialect does not need to be specified
warn 01-May-2024 10:00:00.123 WARNING [main] org.apache.catalina.loader.WebappClassLoaderBase.clearReferences appears to have started a thread
error 01-May-2024 10:00:00.123 SEVERE [main] org.apache.catalina.core.StandardContext.startInternal One or more listeners failed to start
info 01-May-2024 10:00:00.123 INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [500] milliseconds
error May 01, 2024 10:00:00 AM com.example.Main main␊SEVERE: broke
error SEVERE: Allocate exception for servlet
info 10:00:00,123 INFO  [org.jboss.as] (Controller Boot Thread) WFLYSRV0025: WildFly started in 500ms
error 10:00:00,123 ERROR [org.jboss.as.controller] (Controller) WFLYCTL0013: Operation ("add") failed
== web and databases
error 2024/05/01 10:00:00 [error] 7#7: *3 connect() failed (111: Connection refused) while connecting to upstream
info 2024/05/01 10:00:00 [info] 7#7: *3 client closed connection while waiting for request
fatal 2024/05/01 10:00:00 [alert] 1#1: worker process 7 exited on signal 11
fatal 2024/05/01 10:00:00 [crit] 7#7: *3 SSL_do_handshake() failed
debug 2024/05/01 10:00:00 [debug] 7#7: *3 http error handler: 0
unknown 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /denied HTTP/1.1" 200 500 "-" "curl/8.0" rt=0.500
warn 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /ok HTTP/1.1" 403 146 "-" "python-requests/2.31"
warn 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /ok HTTP/1.1" 499 0 "-" "okhttp"
unknown ::1 - - [01/May/2024:10:00:00 +0000] "OPTIONS * HTTP/1.0" 200 126 "-" "Apache (internal dummy connection)"
error example.com:443 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /ok HTTP/1.1" 500 812 "-" "Mozilla/5.0"
error [Wed May 01 10:00:00.123456 2024] [proxy:error] [pid 7:tid 1] (111)Connection refused: AH00957: HTTP: attempt to connect failed
warn [Wed May 01 10:00:00.123456 2024] [ssl:warn] [pid 7] AH01909: www:443:0 server certificate does NOT include an ID
error AH00526: Syntax error on line 3 of /etc/apache2/apache2.conf:
info 2024-05-01 10:00:00 UTC [7]: [1-1] user=app,db=shop,app=[unknown],client=10.0.0.1 LOG:  duration: 500.1 ms  statement: select error
error 2024-05-01 10:00:00 UTC [7]: [2-1] user=app,db=shop ERROR:  duplicate key value violates unique constraint "users_pkey"
fatal 2024-05-01 10:00:00.123 UTC [7] FATAL:  remaining connection slots are reserved
unknown 2024-05-01 10:00:00.123 UTC [7] DETAIL:  Key (id)=(500) already exists.
info 2024-05-01 10:00:00.123 UTC [7] LOG:  checkpoint complete: wrote 500 buffers
info 2024-05-01 10:00:00.123 UTC [7] LOG:  unexpected EOF on client connection with an open transaction
error pq: password authentication failed for user "app"
error psycopg2.OperationalError: could not connect to server: Connection refused
error duplicate key value violates unique constraint "users_email_key"
error {"code":"42P01","message":"relation \"x\" does not exist","severity":"ERROR"}
error ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/tmp/mysql.sock' (2)
error sqlite3.OperationalError: database is locked
error SQLITE_BUSY: database is locked
warn 2024-05-01 10:00:00 0 [Warning] Aborted connection 12 to db: 'shop' user: 'app' (Got timeout reading communication packets)
info 1:C 01 May 2024 10:00:00.123 * RDB: 0 MB of memory used by copy-on-write
info 1:S 01 May 2024 10:00:00.123 * MASTER <-> REPLICA sync: Finished with success
error -ERR unknown command 'FOO'
error (error) OOM command not allowed when used memory > 'maxmemory'.
error clickhouse: Code: 60. DB::Exception: Table default.x does not exist. (UNKNOWN_TABLE)
info 2024.05.01 10:00:00.123456 [ 7 ] {} <Information> Application: Ready for connections.
error 2024.05.01 10:00:00.123456 [ 7 ] {0f3b} <Error> executeQuery: Code: 62. Syntax error
debug 2024.05.01 10:00:00.123456 [ 7 ] {} <Debug> MemoryTracker: Peak memory usage exceeded? no
info INFO  [main] 2024-05-01 10:00:00,123 StorageService.java:12 - Node is now part of the cluster
error ERROR [ReadStage-2] 2024-05-01 10:00:00,123 CassandraDaemon.java:12 - Exception in thread
== systems
unknown May  1 10:00:00 h systemd[1]: Starting Daily apt download activities...
unknown May  1 10:00:00 h systemd[1]: logrotate.service: Deactivated successfully.
error May  1 10:00:00 h systemd[1]: nginx.service: Failed with result 'exit-code'.
error May  1 10:00:00 h systemd[1]: Failed to start A high performance web server.
error May  1 10:00:00 h systemd[1]: Dependency failed for Remote File Systems.
warn May  1 10:00:00 h systemd[1]: /lib/systemd/system/x.service:12: Unknown key name 'Foo' in section 'Service', ignoring.
error May  1 10:00:00 h systemd[1]: x.service: Start request repeated too quickly.
error May  1 10:00:00 h systemd[1]: x.service: Watchdog timeout (limit 30s)!
unknown May  1 10:00:00 h systemd[1]: x.service: Scheduled restart job, restart counter is at 5.
error May  1 10:00:00 h dockerd[7]: time="2024-05-01T10:00:00Z" level=error msg="Handler for POST returned error"
info May  1 10:00:00 h containerd[7]: time="2024-05-01T10:00:00Z" level=info msg="shim disconnected" id=500
unknown May  1 10:00:00 h kernel: [    0.000000] Command line: BOOT_IMAGE=/vmlinuz panic=10 loglevel=3
unknown May  1 10:00:00 h kernel: [    1.000000] EDAC MC: Ver: 3.0.0
unknown May  1 10:00:00 h kernel: [    1.000000] RAS: Correctable Errors collector initialized.
error May  1 10:00:00 h kernel: [    1.000000] nvme nvme0: I/O 12 QID 3 timeout, aborting
error May  1 10:00:00 h kernel: [    1.000000] EXT4-fs (sda1): VFS: Can't find ext4 filesystem
error May  1 10:00:00 h kernel: [    1.000000] Buffer I/O error on dev sdb, logical block 0
warn May  1 10:00:00 h kernel: [    1.000000] CPU3: Package temperature above threshold, cpu clock throttled (total events = 1)
unknown May  1 10:00:00 h kernel: [    1.000000] eth0: renamed from veth
error May  1 10:00:00 h kernel: [    1.000000] Out of memory: Killed process 7 (java) total-vm:500kB
info May  1 10:00:00 h kernel: [    1.000000] INFO: task jbd2:7 blocked for more than 120 seconds.
unknown May  1 10:00:00 h dhclient[7]: DHCPREQUEST on eth0 to 10.0.0.1 port 67
unknown May  1 10:00:00 h CRON[7]: (root) CMD (/usr/bin/check-errors --fail-on=500)
unknown May  1 10:00:00 h postfix/smtpd[7]: disconnect from x[10.0.0.1] ehlo=1 quit=1 commands=2
error May  1 10:00:00 h postfix/smtp[7]: 4F: to=<a@b.c>, relay=none, delay=30, status=deferred (connect to b.c[10.0.0.1]:25: Connection timed out)
unknown May  1 10:00:00 h postfix/smtp[7]: 4F: to=<error@b.c>, relay=b.c[10.0.0.1]:25, status=sent (250 2.0.0 Ok)
unknown May  1 10:00:00 h sshd[7]: Server listening on 0.0.0.0 port 22.
warn May  1 10:00:00 h sshd[7]: Failed password for invalid user admin from 10.0.0.1 port 5 ssh2
unknown May  1 10:00:00 h sshd[7]: Connection closed by invalid user admin 10.0.0.1 port 5 [preauth]
unknown May  1 10:00:00 h sshd[7]: Disconnected from authenticating user root 10.0.0.1 port 5 [preauth]
error May  1 10:00:00 h sshd[7]: error: kex_exchange_identification: Connection closed by remote host
unknown May  1 10:00:00 h sudo: pam_unix(sudo:session): session closed for user root
warn May  1 10:00:00 h sudo: pam_unix(sudo:auth): authentication failure; logname=bob uid=1000 euid=0
warn <12>1 2024-05-01T10:00:00.123Z h app 7 ID47 [x@1 error="no"] all fine
error <11>1 2024-05-01T10:00:00.123Z h app 7 - - info
info <30>May  1 10:00:00 h app: Failed to x
warn <4>[   12.3] usb 1-1: device descriptor read
debug 05-01 10:00:00.123  1234  1250 D ErrorReporter: sending
warn 05-01 10:00:00.123  1234  1250 W ActivityManager: Process has died
fatal 05-01 10:00:00.123  1234  1250 F libc    : Fatal signal 11 (SIGSEGV)
info 05-01 10:00:00.123  1234  1250 I ActivityManager: Process com.x (pid 7) has died
trace 05-01 10:00:00.123  1234  1250 V Failure : E
info 081109 204655 556 INFO dfs.DataNode$PacketResponder: PacketResponder 3 for block blk_500 terminating
warn 081109 204655 556 WARN dfs.DataNode$DataXceiver: Got exception while serving blk_1
info 2016-09-28 04:30:31, Info                  CBS    Failed to get next element [HRESULT = 0x800f080d - CBS_E_MANIFEST_INVALID_ITEM]
error 2016-09-28 04:30:31, Error                 CBS    Info
== containers, pipelines
error api-1    | Error: connect ECONNREFUSED 10.0.0.1:5432
unknown api-1    | Server ready, 0 errors
warn db-1     | 2024-05-01 10:00:00.123 UTC [7] WARNING:  there is already a transaction in progress
info [pod/web-1/app] {"level":"info","msg":"error handler installed"}
error 2024-05-01T10:00:00.123456789Z stderr F panic: runtime error: index out of range [3] with length 3
unknown 2024-05-01T10:00:00.123456789Z stdout F ok
info 2024-05-01T10:00:00.123456789Z stderr F I0501 10:00:00.123456       1 main.go:12] failed=0
error Error from server (NotFound): pods "info" not found
error Error from server (Forbidden): pods is forbidden: User "x" cannot list resource
error The connection to the server localhost:8080 was refused - did you specify the right host or port?
error error: You must be logged in to the server (Unauthorized)
warn Warning: spec.template.spec.containers[0]: deprecated since v1.19
unknown deployment "error-api" successfully rolled out
error error: deployment "api" exceeded its progress deadline
warn 2m  Warning  FailedScheduling  pod/web-1  0/3 nodes are available: 3 Insufficient cpu.
warn 5s          Warning   BackOff             pod/web-1   Back-off restarting failed container
unknown 5s          Normal    Killing             pod/web-1   Stopping container error
unknown  => CACHED [2/5] RUN apt-get install -y libgpg-error-dev
unknown #12 DONE 3.2s
error #12 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2
error failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2
unknown Deploying error-page to production
unknown ##[group]Run npm test -- --fail-fast
error ##[error]Process completed with exit code 1.
warn ##[warning]Node.js 16 actions are deprecated.
debug ##[debug]error: x
unknown ##[endgroup]
error Error: Process completed with exit code 127.
unknown ✓ handles errors (3 ms)
error ✕ returns info (3 ms)
unknown     ✓ rejects when denied (2 ms)
error   ● Suite › shows info
error Tests:       1 failed, 12 passed, 13 total
unknown Tests:       13 passed, 13 total
unknown   12 passing (30ms)
error   1 failing
error AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:
error     Error: expect(received).toBe(expected)
unknown test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured
error test result: FAILED. 11 passed; 1 failed; 0 ignored
unknown test parse::rejects_invalid_input ... ok
error test parse::accepts_info ... FAILED
unknown ok  	example.com/errors	0.012s
error FAIL	example.com/info	0.012s
error --- FAIL: TestInfo (0.00s)
error FAILED tests/test_info.py::test_x - AssertionError: assert 1 == 2
unknown tests/test_errors.py::test_fail_closed PASSED                    [ 50%]
error tests/test_info.py::test_x FAILED                    [ 50%]
error E       assert 1 == 2
unknown ============================== 12 passed in 0.50s ==============================
error Job failed: exit code 1
unknown Job succeeded
unknown Cleaning up project directory and file based variables
error ERROR: Job failed: execution took longer than 1h0m0s seconds
error Build step 'Execute shell' marked build as failure
unknown Finished: SUCCESS
error Finished: FAILURE
error fatal: unable to access 'https://x/': Could not resolve host: x
error ! [rejected]        main -> main (fetch first)
error hint: Updates were rejected because the remote contains work
`);
