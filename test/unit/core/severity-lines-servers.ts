/** Labelled lines of servers and databases (nginx, Apache, access logs, Postgres, Redis, MongoDB), with traps. */
import { labelledLines } from './severity-lines-table.js';

export const SERVER_LINES = labelledLines(String.raw`
== nginx
error 2024/05/01 10:00:00 [error] 31#31: *7 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.1, server: , request: "GET /info HTTP/1.1"
warn 2024/05/01 10:00:00 [warn] 31#31: *7 a client request body is buffered to a temporary file /var/error/1
info 2024/05/01 10:00:00 [notice] 1#1: using the "epoll" event method
info 2024/05/01 10:00:00 [notice] 1#1: signal 3 (SIGQUIT) received, error_log reopened
fatal 2024/05/01 10:00:00 [crit] 31#31: *7 SSL_do_handshake() failed
fatal 2024/05/01 10:00:00 [alert] 1#1: worker process 31 exited on signal 11
debug 2024/05/01 10:00:00 [debug] 31#31: *7 http finalize error: 0
info 2024/05/01 10:00:00 [info] 31#31: *7 client closed connection while waiting for request, error 104
unknown 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /error.html HTTP/1.1" 200 500 "https://example.com/fatal" "ErrorBot/1.0"
error 10.0.0.1 - bob [01/May/2024:10:00:00 +0000] "POST /info HTTP/2.0" 500 200 "-" "curl/8.0"
warn 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /wp-login.php HTTP/1.1" 403 548 "-" "Mozilla/5.0 (X11; Linux)"
warn 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET / HTTP/1.1" 499 0 "-" "-"
unknown 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /404 HTTP/1.1" 301 162 "-" "-"
unknown 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /?q=error+500+HTTP/1.1 HTTP/1.1" 200 503 "-" "-"
error 2001:db8::1 - - [01/May/2024:10:00:00 +0000] "GET /a HTTP/3.0" 503 0 "-" "-" rt=0.001 uct="-" urt="0.000"
warn 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "\x16\x03\x01" 400 157 "-" "-"
error nginx: [emerg] unknown directive "info" in /etc/nginx/nginx.conf:3
unknown nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
fatal nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)
== Apache
info [Sun Dec 04 04:51:08 2005] [notice] jk2_init() Found child 6725 in scoreboard slot 10
error [Sun Dec 04 04:51:18 2005] [error] mod_jk child workerEnv in error state 7
error [Mon Dec 05 07:57:02 2005] [error] [client 10.0.0.1] Directory index forbidden by rule: /var/www/info/
warn [Wed May 01 10:00:00.123456 2024] [ssl:warn] [pid 12:tid 34] AH01909: error.example.com:443:0 server certificate does NOT include an ID
info [Wed May 01 10:00:00.123456 2024] [mpm_event:notice] [pid 12:tid 34] AH00489: Apache/2.4.59 (Unix) configured -- resuming normal operations
error [Wed May 01 10:00:00.123456 2024] [proxy:error] [pid 12:tid 34] (111)Connection refused: AH00957: HTTP: attempt to connect to 127.0.0.1:80 (info) failed
fatal [Wed May 01 10:00:00.123456 2024] [core:crit] [pid 12] (13)Permission denied: AH00529
info [Wed May 01 10:00:00.123456 2024] [core:info] [pid 12] AH00096: removed PID file /run/error.pid
debug [Wed May 01 10:00:00.123456 2024] [proxy:debug] [pid 12] AH00944: connecting http://x/error to x:80
trace [Wed May 01 10:00:00.123456 2024] [http:trace3] [pid 12] error=0
unknown 127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /errors.gif HTTP/1.0" 200 500
error 127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 500 2326
warn 127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 404 -
unknown example.com:80 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "OPTIONS * HTTP/1.0" 200 126 "-" "Apache (internal dummy connection)"
error example.com:443 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET / HTTP/1.1" 502 126 "-" "x"
== Access lines of applications
unknown GET /errors 200 12.3 ms - 500
error GET /info 503 1.2 ms - 12
warn DELETE /info/7 409 1.2 ms
unknown ::1 - - [01/May/2024:10:00:00 +0000] "GET / HTTP/1.1" 304 - "-" "-"
error [GIN] 2024/05/01 - 10:00:00 | 500 |     1.2ms |       10.0.0.1 | GET      "/info"
unknown [GIN] 2024/05/01 - 10:00:00 | 200 |   500.2ms |       10.0.0.1 | GET      "/error"
warn [GIN] 2024/05/01 - 10:00:00 | 404 |     1.2ms |       10.0.0.1 | GET      "/favicon.ico"
warn [GIN-debug] [WARNING] Running in "debug" mode. Switch to "release" mode in production.
error [01/May/2024 10:00:00] "GET /info HTTP/1.1" 500 12345
warn [01/May/2024 10:00:00] "GET /static/error.css HTTP/1.1" 404 179
unknown [01/May/2024 10:00:00] "GET /error HTTP/1.1" 200 404
unknown HTTP/1.1 200 OK
error HTTP/1.1 503 Service Unavailable
warn HTTP/2 404
unknown status=200 bytes=500 path=/error
error level=- status=502 path=/ ms=4
error GET https://api.example.com/v1/info 500 (Internal Server Error)
error http: server gave HTTP response 500 to client
unknown PUT /rows/500 204 3ms
unknown "POST /graphql HTTP/1.1" 200 404
error Request failed with status code 500
warn Request failed with status code 404
unknown port 500 open, port 404 closed
unknown listening on 0.0.0.0:5000
== Postgres
info 2024-05-01 10:00:00.123 UTC [12] LOG:  database system is ready to accept connections
info 2024-05-01 10:00:00.123 UTC [12] LOG:  duration: 812.3 ms  statement: select * from errors where level = 'ERROR'
error 2024-05-01 10:00:00.123 UTC [12] bob@app ERROR:  duplicate key value violates unique constraint "log_pkey"
unknown 2024-05-01 10:00:00.123 UTC [12] bob@app DETAIL:  Key (level)=(error) already exists.
unknown 2024-05-01 10:00:00.123 UTC [12] bob@app HINT:  See the ERROR above.
unknown 2024-05-01 10:00:00.123 UTC [12] bob@app STATEMENT:  insert into logs values ('FATAL: x')
unknown 2024-05-01 10:00:00.123 UTC [12] bob@app CONTEXT:  PL/pgSQL function raise_error() line 3 at RAISE
fatal 2024-05-01 10:00:00.123 UTC [12] [unknown]@[unknown] FATAL:  database "info" does not exist
fatal 2024-05-01 10:00:00.123 CEST [12] PANIC:  could not locate a valid checkpoint record
warn 2024-05-01 10:00:00.123 UTC [12] WARNING:  page is not marked all-visible but visibility map bit is set in relation "errors"
info 2024-05-01 10:00:00.123 UTC [12] NOTICE:  table "errors" does not exist, skipping
debug 2024-05-01 10:00:00.123 UTC [12] DEBUG:  CommitTransaction(1) name: error; blockState: STARTED
debug 2024-05-01 10:00:00.123 UTC [12] DEBUG1:  autovacuum: processing database "errors"
info 2024-05-01 10:00:00.123 UTC [12] LOG:  could not receive data from client: Connection reset by peer
info 2024-05-01 10:00:00.123 UTC [12] LOG:  background worker "parallel worker" (PID 9) exited with exit code 1
info 2024-05-01 10:00:00.123 UTC [12]: [3-1] user=bob,db=errors,app=psql,client=10.0.0.1 LOG:  disconnection: session time: 0:00:00.1
error 2024-05-01 10:00:00.123 UTC [12]: [3-1] user=error,db=info,app=psql ERROR:  canceling statement due to statement timeout
error ERROR:  column "info" does not exist␊LINE 1: select info␊               ^
error psql: error: connection to server at "localhost" (::1), port 5432 failed: Connection refused
info NOTICE:  relation "errors" already exists, skipping
error pg_dump: error: connection to database "info" failed
warn pg_restore: warning: errors ignored on restore: 3
error FEHLER:  Relation »info« existiert nicht
info pgbouncer 2024-05-01 10:00:00.123 UTC [1] LOG C-0x1: app/error@10.0.0.1:5 login attempt: db=errors
warn 2024-05-01 10:00:00.123 UTC [1] WARNING C-0x1: app/bob@10.0.0.1:5 pooler error: no such database: x
== Redis, MySQL, MongoDB
info 1:M 01 May 2024 10:00:00.123 * Background saving terminated with success
warn 1:M 01 May 2024 10:00:00.123 # Error condition on socket for SYNC: Connection refused
debug 1:S 01 May 2024 10:00:00.123 - 0 errors
trace 1:M 01 May 2024 10:00:00.123 . x
info 2024-05-01T10:00:00.123456Z 0 [System] [MY-010116] [Server] /usr/sbin/mysqld (mysqld 8.0.36) starting as process 1
warn 2024-05-01T10:00:00.123456Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.
error 2024-05-01T10:00:00.123456Z 0 [ERROR] [MY-010119] [Server] Aborting
info 2024-05-01T10:00:00.123456Z 7 [Note] [MY-010914] [Server] Got an error reading communication packets
info 2024-05-01 10:00:00 0 [Note] InnoDB: error monitor off
error ERROR 1045 (28000): Access denied for user 'info'@'localhost' (using password: YES)
info {"t":{"$date":"2024-05-01T10:00:00.123+00:00"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"Connection accepted","attr":{"error":"none"}}
error {"t":{"$date":"2024-05-01T10:00:00.123+00:00"},"s":"E","c":"STORAGE","id":20557,"ctx":"initandlisten","msg":"DBException in initAndListen"}
warn {"t":{"$date":"2024-05-01T10:00:00.123+00:00"},"s":"W","c":"CONTROL","id":22120,"ctx":"initandlisten","msg":"Access control is not enabled"}
info 2024-05-01T10:00:00.123+0000 I NETWORK  [conn1] error count 0
error 2024-05-01T10:00:00.123+0000 E STORAGE  [conn1] WiredTiger info lost
`);
