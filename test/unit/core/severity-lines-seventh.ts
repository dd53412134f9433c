/** Labelled lines of a seventh forecast: mostly without a declared level, half of them harmless, written before they were run. */
import { labelledLines } from './severity-lines-table.js';

export const SEVENTH_LINES = labelledLines(String.raw`
== workflow
unknown Step 3/7 "Validate address" succeeded in 120 ms
error Step 3/7 "Validate address" threw: postal code missing
unknown Input contains 2 invalid rows, they are listed in the report output
unknown Fetched 404 products from shop
unknown Response body: {"error":null,"data":[]}
error Response body: {"error":"invalid_grant","error_description":"Token has been revoked"}
error OAuth refresh failed (invalid_grant)
unknown OAuth token refreshed
error No credentials configured for node "Stripe"
error Required input "customerId" was not provided
unknown Optional input "note" was not provided
unknown Job queued behind 12 others
error Job was killed after exceeding 512 MB
unknown Cleaning up after failed run 81
error Could not find node "Send" in workflow
warn Payload too large (413)
error JSON parse error at position 12
unknown Error workflow finished
unknown Will stop on first error
unknown Fallback model ready
error Transaction rolled back: deadlock
error HTTP 500 from https://api.example.com/info
warn HTTP 404 from https://api.example.com/error
unknown HTTP 204 from https://api.example.com/error
unknown 0 invalid, 0 missing, 500 ok
unknown Retry policy: exponential, up to 5 attempts, give up after 60 s
error Giving up after 5 attempts
error Subworkflow returned error: quota exhausted
unknown Subworkflow returned: {"exhausted":false}
unknown Comparing expected and actual totals
error Expected 12 rows but found 0
error Cannot read properties of undefined (reading 'id')
error Maximum call stack size exceeded
error Script exited with non-zero status 3
unknown Script exited with status 0
error SMTP error: 550 mailbox unavailable
unknown SMTP 250 message accepted
error DNS lookup failed for hooks.example.com
unknown Alert rule "High error rate" is OK
error Circuit breaker opened for payment-api
unknown Circuit breaker closed for payment-api
== python, node, ruby
error Traceback (most recent call last):
error   File "<stdin>", line 1, in <module>
error ZeroDivisionError: division by zero
error json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
error asyncio.exceptions.CancelledError
error SystemExit: 2
error usage: app.py [-h] [--fail-fast]␊app.py: error: unrecognized arguments: --info
warn /usr/lib/python3/site.py:12: UserWarning: x was not found, using y
warn (node:7) [DEP0040] DeprecationWarning: The ‵punycode‵ module is deprecated.
warn (node:7) ExperimentalWarning: The Fetch API is an experimental feature.
warn (node:7) MaxListenersExceededWarning: Possible EventEmitter memory leak detected.
error (node:7) UnhandledPromiseRejectionWarning: Error: x
error TypeError: fetch failed
error     at async main (file:///app/info.js:3:5)
error   cause: Error: getaddrinfo ENOTFOUND x
error     [cause]: AggregateError [ECONNREFUSED]:
error FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
error node:events:492
unknown Node.js v20.11.0
unknown (Use ‵node --trace-warnings ...‵ to show where the warning was created)
error SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON
error AxiosError: Request failed with status code 500
error [PrismaClientKnownRequestError]: Unique constraint failed on the fields: (‵email‵)
error UnhandledPromiseRejection: x
error prisma:error Can't reach database server at ‵db‵:‵5432‵
info prisma:info Starting a postgresql pool with 5 connections.
warn prisma:warn x
debug prisma:query SELECT "errors" FROM x
unknown Started GET "/errors/500" for 127.0.0.1 at 2024-05-01 10:00:00 +0000
unknown Processing by ErrorsController#show as HTML
unknown   Parameters: {"error"=>"denied"}
unknown Completed 200 OK in 500ms (Views: 404.1ms | ActiveRecord: 0.5ms)
warn Completed 422 Unprocessable Content in 5ms
error Completed 500 Internal Server Error in 5ms
error ActionController::RoutingError (No route matches [GET] "/x"):
error ActionView::Template::Error (undefined method ‵name' for nil:NilClass):
unknown Redirected to http://localhost:3000/500
warn DEPRECATION WARNING: x is deprecated and will be removed from Rails 7.2
error Puma caught this error: x (RuntimeError)
unknown * Listening on http://0.0.0.0:3000
error rake aborted!
error Don't know how to build task 'info'
error bundler: failed to load command: puma
error Could not find gem 'info' in locally installed gems.
error Gem::Ext::BuildError: ERROR: Failed to build gem native extension.
== go, rust, c, jvm
error panic: runtime error: integer divide by zero
error [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x47]
error main.go:12:2: undefined: info
error go: module example.com/x: not found
error exit status 1
unknown go: downloading github.com/pkg/errors v0.9.1
fatal fatal error: all goroutines are asleep - deadlock!
error http: TLS handshake error from 10.0.0.1:5: EOF
error http: panic serving 10.0.0.1:5: x
error 2024/05/01 10:00:00 http: Server closed unexpectedly
unknown 2024/05/01 10:00:00 listening on :500
error 2024/05/01 10:00:00 main.go:12: open info.yml: no such file or directory
error dial tcp 10.0.0.1:5432: i/o timeout
error read tcp 10.0.0.1:5->10.0.0.2:6: connection reset by peer
error write: broken pipe
error rpc error: code = DeadlineExceeded desc = context deadline exceeded
error Error: Os { code: 2, kind: NotFound, message: "No such file or directory" }
fatal thread 'tokio-runtime-worker' panicked at 'index out of bounds', src/main.rs:3
info 2024-05-01T10:00:00.123456Z  INFO app::errors: started errors=0
error 2024-05-01T10:00:00.123456Z ERROR app: failed
warn 2024-05-01T10:00:00.123456Z  WARN app{id=500}: slow
info [2024-05-01T10:00:00Z INFO  actix_web::middleware::logger] 127.0.0.1 "GET /x HTTP/1.1" 500 12
error [2024-05-01T10:00:00Z ERROR app] info
error    Compiling x failed
unknown    Compiling failure v0.1.8
error collect2: error: ld returned 1 exit status
error /usr/bin/ld: cannot find -linfo
error undefined reference to ‵info'
error terminate called after throwing an instance of 'std::runtime_error'
error   what():  info
error a.out: main.c:3: main: Assertion ‵x' failed.
error *** stack smashing detected ***: terminated
error ==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x0
unknown ==7== ERROR SUMMARY: 0 errors from 0 contexts (suppressed: 0 from 0)
error ==7== ERROR SUMMARY: 3 errors from 1 contexts (suppressed: 0 from 0)
error Bus error (core dumped)
error java.lang.OutOfMemoryError: Java heap space
error Exception in thread "main" java.lang.NoClassDefFoundError: x
error Caused by: java.net.SocketTimeoutException: Read timed out
error 	Suppressed: java.io.IOException: x
error Error: Could not find or load main class info
error Error: Unable to access jarfile info.jar
unknown Picked up JAVA_TOOL_OPTIONS: -XX:+ExitOnOutOfMemoryError
warn OpenJDK 64-Bit Server VM warning: Options -Xverify:none were deprecated
warn WARNING: An illegal reflective access operation has occurred
error # A fatal error has been detected by the Java Runtime Environment:
info [0.123s][info][gc] GC(500) Pause Young (Allocation Failure) 12M->3M(20M) 3.1ms
warn [0.123s][warning][os,thread] Failed to start thread
info [INFO] Tests run: 3, Failures: 1, Errors: 0
warn [WARNING] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1
error [ERROR] Failed to execute goal on project info
unknown BUILD SUCCESSFUL in 3s
== network and machines
unknown May  1 10:00:00 h kernel: [UFW BLOCK] IN=eth0 OUT= SRC=10.0.0.1 DST=10.0.0.2 LEN=40 PROTO=TCP
unknown May  1 10:00:00 h kernel: eth0: link up, 1000 Mbps
error May  1 10:00:00 h kernel: eth0: link is down
unknown May  1 10:00:00 h NetworkManager[7]: <info>  [1714557600.1] device (eth0): state change: failed -> disconnected
warn May  1 10:00:00 h NetworkManager[7]: <warn>  [1714557600.1] dhcp4 (eth0): request timed out
unknown May  1 10:00:00 h chronyd[7]: Selected source 10.0.0.1
error May  1 10:00:00 h named[7]: network unreachable resolving 'x/A/IN': 10.0.0.1#53
error May  1 10:00:00 h smartd[7]: Device: /dev/sda, 3 Currently unreadable (pending) sectors, FAILED SMART self-check
unknown May  1 10:00:00 h rsyslogd: [origin software="rsyslogd"] start
unknown May  1 10:00:00 h cron[7]: (CRON) INFO (Running @reboot jobs)
error May  1 10:00:00 h ntpd[7]: unable to bind to wildcard address 0.0.0.0 - another process may be running - EXITING
unknown May  1 10:00:00 h su: (to root) bob on pts/0
error May  1 10:00:00 h mount[7]: mount: /mnt: wrong fs type, bad option, bad superblock on /dev/sdb1
error May  1 10:00:00 h mdadm[7]: Fail event detected on md device /dev/md0
unknown May  1 10:00:00 h auditd[7]: Audit daemon rotating log files
unknown May  1 10:00:00 h kubelet[7]: I0501 10:00:00.123456       7 x.go:1] failed to x
error May  1 10:00:00 h kubelet[7]: E0501 10:00:00.123456       7 x.go:1] ok
error rsync error: some files could not be transferred (code 23) at main.c(1207)
error ssh: connect to host x port 22: Connection timed out
error x@10.0.0.1: Permission denied (publickey).
error scp: /srv/info: No such file or directory
error wget: unable to resolve host address 'x'
error tar: Exiting with failure status due to previous errors
error E: Unable to locate package info
warn W: GPG error: http://x stable InRelease: signatures couldn't be verified
unknown Setting up libgpg-error0 (1.47-2) ...
error dpkg: error processing package info (--configure):
error mv: cannot stat 'info': No such file or directory
error rm: cannot remove 'x': Permission denied
error ./run.sh: line 12: 7 Segmentation fault      (core dumped) ./info
error ./run.sh: line 3: syntax error near unexpected token ‵fi'
unknown + curl --fail --retry-connrefused http://x/error
unknown ++ grep -c ERROR app.log
error docker: Error response from daemon: Conflict. The container name "/x" is already in use
unknown Container shop-error-1  Started
error Container shop-api-1  Error
error dependency failed to start: container shop-db-1 is unhealthy
error error: Recipe ‵test‵ failed on line 3 with exit code 1
error 'info' is not recognized as an internal or external command,
error The system cannot find the path specified.
error Access is denied.
error The process cannot access the file because it is being used by another process.
`);
