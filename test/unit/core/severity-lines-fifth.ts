/** Labelled lines of a fifth forecast, of programs by their own voices (.NET, PHP, brokers, proxies, builds), written before they were run. */
import { labelledLines } from './severity-lines-table.js';

export const FIFTH_LINES = labelledLines(String.raw`
== dotnet, powershell
error fail: Microsoft.EntityFrameworkCore.Database.Command[20102]
fatal crit: Microsoft.AspNetCore.Server.Kestrel[0]
warn warn: Microsoft.AspNetCore.HttpsPolicy.HttpsRedirectionMiddleware[3]
info info: Microsoft.Hosting.Lifetime[14]
debug dbug: Microsoft.Extensions.Hosting.Internal.Host[1]
trace trce: Microsoft.AspNetCore.Routing.Matching.DfaMatcher[1001]
unknown       Now listening on: http://localhost:5000
error       An unhandled exception has occurred while executing the request.
error       System.InvalidOperationException: Sequence contains no elements
error    at Contoso.Web.Controllers.InfoController.Get(Int32 id) in /src/Controllers/InfoController.cs:line 42
error --- End of inner exception stack trace ---
info [12:04:11 INF] HTTP GET /errors responded 200 in 12.3 ms
error [12:04:11 ERR] HTTP GET /orders responded 500 in 42.1 ms
warn [12:04:11 WRN] Slow query took 1200 ms
fatal [12:04:11 FTL] Host terminated unexpectedly
info 2024-05-01 12:04:11.123 +00:00 [INF] Executed DbCommand (3ms) errors=0
error 2024-05-01 12:04:11.123 +00:00 [ERR] Could not save
info 2024-05-01 12:04:11.1234|INFO|Contoso.ErrorService|Started
error 2024-05-01 12:04:11.1234|ERROR|Contoso.InfoService|Queue not reachable
error Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.
error Get-Item : Cannot find path 'C:\info' because it does not exist.
error     + CategoryInfo          : ObjectNotFound: (C:\info:String) [Get-Item], ItemNotFoundException
error     + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
warn WARNING: The names of some imported commands include unapproved verbs.
unknown VERBOSE: Performing the operation "Remove File" on target "C:\error.log".
error Program.cs(12,5): error CS0103: The name 'info' does not exist in the current context [/src/app.csproj]
warn Program.cs(12,5): warning CS8602: Dereference of a possibly null reference. [/src/app.csproj]
unknown     0 Error(s)
unknown     0 Warning(s)
error     2 Error(s)
unknown Build succeeded.
error Build FAILED.
== php
error [01-May-2024 10:00:00 UTC] PHP Fatal error:  Uncaught Error: Call to undefined function info() in /srv/a.php:3
warn [01-May-2024 10:00:00 UTC] PHP Warning:  Undefined variable $error in /srv/a.php on line 3
info [01-May-2024 10:00:00 UTC] PHP Notice:  Undefined index: error in /srv/a.php on line 3
warn [01-May-2024 10:00:00 UTC] PHP Deprecated:  Optional parameter before required in /srv/a.php on line 3
error [01-May-2024 10:00:00 UTC] PHP Parse error:  syntax error, unexpected '}' in /srv/a.php on line 3
error [2024-05-01 10:00:00] production.ERROR: SQLSTATE[HY000] [2002] Connection refused {"exception":"[object] (PDOException(code: 2002))"}
info [2024-05-01 10:00:00] local.INFO: Error report mailed {"count":0}
warn [2024-05-01 10:00:00] production.WARNING: Disk at 91 %
fatal [2024-05-01 10:00:00] production.CRITICAL: Payment provider gone
fatal [2024-05-01T10:00:00.123456+00:00] request.CRITICAL: Uncaught PHP Exception Symfony\Component\HttpKernel\Exception\NotFoundHttpException: "No route found" [] []
info [2024-05-01T10:00:00.123456+00:00] php.INFO: User Deprecated: since 6.1 [] []
debug [2024-05-01T10:00:00.123456+00:00] event.DEBUG: Notified event "kernel.exception" to listener [] []
error #0 /srv/app/vendor/laravel/framework/src/Info.php(12): App\Info->x()
error #12 {main}
error   thrown in /srv/a.php on line 3
info [01-May-2024 10:00:00] NOTICE: fpm is running, pid 1
warn [01-May-2024 10:00:00] WARNING: [pool www] child 7 exited on signal 11 (SIGSEGV) after 12.3 seconds from start
== databases, brokers
error 2024-05-01T10:00:00.123456Z 0 [ERROR] [MY-010119] [Server] Aborting
warn 2024-05-01T10:00:00.123456Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.
info 2024-05-01T10:00:00.123456Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. error-log
info 2024-05-01 10:00:00 0 [Note] InnoDB: Completed initialization of buffer pool (errors 0)
error ERROR 1045 (28000): Access denied for user 'info'@'localhost' (using password: YES)
info 1:M 01 May 2024 10:00:00.123 * Ready to accept connections
warn 1:M 01 May 2024 10:00:00.123 # WARNING overcommit_memory is set to 0!
debug 1:M 01 May 2024 10:00:00.123 . DB 0: 5 keys in 8 slots HT.
error (error) WRONGTYPE Operation against a key holding the wrong kind of value
error 2024-05-01 10:00:00.123456+00:00 [error] <0.812.0> Error on AMQP connection <0.812.0> (10.0.0.1:5 -> 10.0.0.2:5672)
info 2024-05-01 10:00:00.123456+00:00 [info] <0.812.0> accepting AMQP connection error-handler
warn 2024-05-01 10:00:00.123456+00:00 [warning] <0.812.0> closing AMQP connection
info 2024-05-01 10:00:00.123456+00:00 [notice] <0.44.0> Feature flags: list of feature flags found
info [2024-05-01 10:00:00,123] INFO [KafkaServer id=0] started (kafka.server.KafkaServer)
error [2024-05-01 10:00:00,123] ERROR [Broker id=0] Error while reading checkpoint (kafka.server.ReplicaManager)
warn [2024-05-01 10:00:00,123] WARN [AdminClient clientId=x] Connection to node -1 could not be established. (org.apache.kafka.clients.NetworkClient)
info [2024-05-01T10:00:00,123][INFO ][o.e.n.Node               ] [es-1] started errors=[]
error [2024-05-01T10:00:00,123][ERROR][o.e.b.Elasticsearch      ] [es-1] fatal exception while booting
warn [2024-05-01T10:00:00,123][WARN ][o.e.c.c.ClusterFormation ] [es-1] master not discovered
unknown 2024-05-01 10:00:00 CEST [12-1] app@shop STATEMENT:  INSERT INTO errors VALUES (1)
warn 2024-05-01 10:00:00 CEST [12-1] app@shop WARNING:  there is no transaction in progress
error psql: error: connection to server at "127.0.0.1", port 5432 failed: Connection refused
error ORA-00942: table or view does not exist
error Msg 208, Level 16, State 1, Line 1
error MongoServerError: E11000 duplicate key error collection: app.users
error pymongo.errors.ServerSelectionTimeoutError: localhost:27017: [Errno 111] Connection refused
== proxies
info May  1 10:00:00 lb haproxy[7]: 10.0.0.1:5 [01/May/2024:10:00:00.123] fe be/s1 0/0/1/5/6 200 512 - - ---- 1/1/0/0/0 0/0 "GET /error HTTP/1.1"
error May  1 10:00:00 lb haproxy[7]: 10.0.0.1:5 [01/May/2024:10:00:00.123] fe be/<NOSRV> 0/-1/-1/-1/0 503 212 - - SC-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"
warn [WARNING]  (1) : Server be/s1 is DOWN, reason: Layer4 timeout
fatal [ALERT]    (1) : backend 'be' has no server available!
info [NOTICE]   (1) : New worker (8) forked
info [2024-05-01 10:00:00.123][1][info][main] [source/server/server.cc:404] initializing epoch 0 (error none)
warn [2024-05-01 10:00:00.123][1][warning][config] [source/common/config/grpc_stream.h:152] StreamAggregatedResources gRPC config stream closed: 14
fatal [2024-05-01 10:00:00.123][1][critical][main] [source/server/server.cc:117] error initializing configuration
error time="2024-05-01T10:00:00Z" level=error msg="Unable to obtain ACME certificate for domains \"a.b\"" providerName=le.acme
debug 2024-05-01T10:00:00Z DBG github.com/traefik/traefik/v3/pkg/server/service.go:312 > Error while creating balancer
info {"level":"info","ts":1714557600.123,"logger":"http.log.access","msg":"handled request","status":502}
error {"level":"error","ts":1714557600.123,"logger":"http.log.error","msg":"dial tcp 127.0.0.1:3000: connect: connection refused"}
unknown 10.0.0.1 - bob [01/May/2024:10:00:00 +0200] "GET /500 HTTP/2.0" 304 0 "https://x/error" "Mozilla/5.0" 12 "web@docker" "http://10.0.0.2:80" 3ms
error 10.0.0.1 - bob [01/May/2024:10:00:00 +0200] "GET /ok HTTP/2.0" 502 11 "-" "-" 12 "web@docker" "http://10.0.0.2:80" 3ms
fatal 2024/05/01 10:00:00 [emerg] 1#1: bind() to 0.0.0.0:80 failed (98: Address already in use)
warn 2024/05/01 10:00:00 [warn] 7#7: *3 an upstream response is buffered to a temporary file
fatal nginx: [emerg] host not found in upstream "info" in /etc/nginx/conf.d/default.conf:3
unknown nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
== python, ruby, beam
info [2024-05-01 10:00:00 +0000] [1] [INFO] Listening at: http://0.0.0.0:8000 (1)
fatal [2024-05-01 10:00:00 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:7)
error [2024-05-01 10:00:00 +0000] [7] [ERROR] Exception in worker process
info INFO:     127.0.0.1:5 - "GET /error HTTP/1.1" 200 OK
info INFO:     Application startup complete.
error ERROR:    [Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in use
info [2024-05-01 10:00:00,123: INFO/MainProcess] Task app.send_error_mail[0f3b] succeeded in 0.1s: None
error [2024-05-01 10:00:00,123: ERROR/ForkPoolWorker-1] Task app.info[0f3b] raised unexpected: KeyError('x')
warn [2024-05-01 10:00:00,123: WARNING/MainProcess] Restoring 3 unacknowledged message(s)
info [2024-05-01T10:00:00.123+0000] {taskinstance.py:1138} INFO - Dependencies all met for <TaskInstance: error.x>
error [2024-05-01T10:00:00.123+0000] {taskinstance.py:1851} ERROR - Task failed with exception
error KeyError: 'info'
error   File "/srv/app/info.py", line 12, in warn
error requests.exceptions.ConnectionError: HTTPConnectionPool(host='x', port=80): Max retries exceeded with url: /
warn /srv/a.py:3: DeprecationWarning: invalid escape sequence '\d'
error django.db.utils.OperationalError: no such table: info
warn Not Found: /favicon.ico
error Internal Server Error: /checkout/
warn [01/May/2024 10:00:00] "GET /favicon.ico HTTP/1.1" 404 2113
error [01/May/2024 10:00:00] "POST /checkout/ HTTP/1.1" 500 145
info 10:00:00.123 [info] GET /errors
error 10:00:00.123 [error] GenServer MyApp.Info terminating
error ** (RuntimeError) oops
error     (my_app 0.1.0) lib/my_app/info.ex:12: MyApp.Info.x/1
error =CRASH REPORT==== 1-May-2024::10:00:00.123456 ===
unknown =PROGRESS REPORT==== 1-May-2024::10:00:00.123456 ===
error /usr/lib/ruby/3.2.0/net/http.rb:987:in ‵initialize': Failed to open TCP connection to x:80 (Errno::ECONNREFUSED)
info 2024-05-01T10:00:00.123Z pid=1 tid=abc class=InfoJob jid=1 elapsed=0.1 INFO: fail
info 2024-05-01T10:00:00.123Z pid=1 tid=abc class=ErrorJob jid=1 INFO: start
== builds, clis
error │ Error: creating EC2 Instance: UnauthorizedOperation: You are not authorized
warn │ Warning: Argument is deprecated
unknown Apply complete! Resources: 3 added, 0 changed, 0 destroyed.
error npm ERR! code ELIFECYCLE
error npm error code E404
info npm notice New minor version of npm available!
unknown added 120 packages, and audited 121 packages in 3s
warn 3 high severity vulnerabilities
error ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"
info yarn install v1.22.19
warn warning " > react-dom@17.0.2" has unmet peer dependency
error error Command failed with exit code 1.
error ERROR: Could not find a version that satisfies the requirement info==9 (from versions: none)
error ERROR: No matching distribution found for info==9
warn WARNING: Running pip as the 'root' user can result in broken permissions
unknown Successfully installed error-0.1
error FAILURE: Build failed with an exception.
error * What went wrong:
error > Task :app:compileJava FAILED
unknown > Task :app:errorReport UP-TO-DATE
error BUILD FAILED in 3s
info [INFO] BUILD FAILURE
unknown Tests run: 12, Failures: 0, Errors: 0, Skipped: 1
error Tests run: 12, Failures: 1, Errors: 0, Skipped: 1
error main.c:12:5: error: use of undeclared identifier 'info'
warn main.c:12:5: warning: unused variable 'error' [-Wunused-variable]
unknown main.c:12:5: note: declared here
error error[E0308]: mismatched types
warn warning: unused variable: ‵error‵
unknown warning_count 0
error error: could not compile ‵app‵ (bin "app") due to 1 previous error
error src/a.ts(3,5): error TS2304: Cannot find name 'info'.
error src/a.ts:3:5 - error TS2304: Cannot find name 'info'.
unknown Found 0 errors. Watching for file changes.
error Found 3 errors in 2 files.
error   12:5  error  'info' is not defined  no-undef
warn   12:5  warning  Unexpected console statement  no-console
error ✖ 3 problems (2 errors, 1 warning)
warn ✖ 1 problem (0 errors, 1 warning)
error make: *** [Makefile:3: all] Error 2
error ld: symbol(s) not found for architecture arm64
error fatal: not a git repository (or any of the parent directories): .git
error remote: Permission to a/b.git denied to bob.
error bash: info: command not found
error /bin/sh: 1: info: not found
error cat: info.log: No such file or directory
error curl: (6) Could not resolve host: info.example.com
unknown   Compiling error-chain v0.12.4
error Segmentation fault (core dumped)
== clouds, kernels
info START RequestId: 0f3b Version: $LATEST
unknown REPORT RequestId: 0f3b	Duration: 3.12 ms	Billed Duration: 4 ms	Memory Size: 128 MB	Max Memory Used: 64 MB
error 2024-05-01T10:00:00.123Z 0f3b1c22-0000-4000-8000-000000000000 Task timed out after 3.00 seconds
error 2024-05-01T10:00:00.123Z	0f3b1c22-0000-4000-8000-000000000000	ERROR	Invoke Error 	{"errorType":"TypeError","errorMessage":"x is not a function"}
info 2024-05-01T10:00:00.123Z	0f3b1c22-0000-4000-8000-000000000000	INFO	error sent
error RequestId: 0f3b Error: Runtime exited with error: signal: killed
error [ERROR] Runtime.ImportModuleError: Unable to import module 'info': No module named 'x'
error 2024-05-01T10:00:00.123456+00:00 heroku[router]: at=error code=H12 desc="Request timeout" method=GET path="/" host=a.b status=503
info 2024-05-01T10:00:00.123456+00:00 heroku[router]: at=info method=GET path="/error" host=a.b dyno=web.1 connect=0ms service=3ms status=200 bytes=5
error 2024-05-01T10:00:00.123456+00:00 heroku[web.1]: Process exited with status 137
error 2024-05-01T10:00:00.123456+00:00 heroku[web.1]: State changed from starting to crashed
unknown 2024-05-01T10:00:00.123456+00:00 heroku[web.1]: State changed from starting to up
error 2024-05-01T10:00:00.123456+00:00 heroku[web.1]: Error R14 (Memory quota exceeded)
error May  1 10:00:00 h kernel: [12.3] oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),task=java,pid=7
error May  1 10:00:00 h kernel: [12.3] app[7]: segfault at 0 ip 0000 sp 0000 error 4 in app[5000+1000]
fatal May  1 10:00:00 h kernel: Kernel panic - not syncing: VFS: Unable to mount root fs
error [   12.345678] BUG: unable to handle page fault for address: 0000
error [   12.345678] EXT4-fs error (device sda1): ext4_lookup: deleted inode referenced
error [   12.345678] blk_update_request: I/O error, dev sda, sector 0
unknown [   12.345678] usb 1-1: new high-speed USB device number 3
unknown type=SYSCALL msg=audit(1714557600.123:7): arch=c000003e syscall=59 success=yes exit=0
warn type=AVC msg=audit(1714557600.123:7): avc:  denied  { read } for  pid=7 comm="info"
error Error: error creating Pod: admission webhook "x" denied the request
error Worker exceeded CPU time limit.
unknown Health check passed (0 failures)
error connect ECONNREFUSED 127.0.0.1:5432
error dial tcp: lookup info on 10.0.0.2:53: no such host
error context deadline exceeded
error x509: certificate signed by unknown authority
error Process finished with exit code 1
unknown Process finished with exit code 0
error Killed
error npm run build exited with code 2
error thread 'main' panicked at src/main.rs:3:5:
info note: run with ‵RUST_BACKTRACE=1‵ environment variable to display a backtrace
error called ‵Result::unwrap()‵ on an ‵Err‵ value: Os { code: 2, kind: NotFound }
`);
