/** Labelled lines of Python, Ruby, Rails, Node, .NET and PHP programs, of packagers, compilers and test runners. */
import { labelledLines } from './severity-lines-table.js';

export const SCRIPT_LINES = labelledLines(String.raw`
== Python
info INFO:error_handler:ready
error ERROR:info:not ready
warn WARNING:root:0 errors
fatal CRITICAL:root:stop
debug DEBUG:asyncio:Using selector: EpollSelector
info 2024-05-01 10:00:00,123 - errors - INFO - no errors
error 2024-05-01 10:00:00,123 - info - ERROR - no info
warn 2024-05-01 10:00:00,123 [WARNING] django.request: Not Found: /error
info [2024-05-01 10:00:00 +0000] [1] [INFO] Listening at: http://0.0.0.0:8000 (1)
error [2024-05-01 10:00:00 +0000] [7] [ERROR] Exception in worker process
fatal [2024-05-01 10:00:00 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:7)
info INFO:     127.0.0.1:5000 - "GET /error HTTP/1.1" 200 OK
error ERROR:    Exception in ASGI application
info 2024-05-01 10:00:00.123 | INFO     | app.errors:main:12 - ready
error 2024-05-01 10:00:00.123 | ERROR    | app.info:main:12 - broken
info 2024-05-01 10:00:00.123 | SUCCESS  | app.errors:main:12 - Finished without error
error Traceback (most recent call last):␊  File "/app/main.py", line 3, in <module>␊    main()␊ValueError: bad info
error ValueError: invalid literal for int() with base 10: 'info'
error psycopg2.OperationalError: could not connect to server: Connection refused
error requests.exceptions.HTTPError: 404 Client Error: Not Found for url: https://x.example/
error During handling of the above exception, another exception occurred:
error json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
warn /usr/lib/python3/site.py:12: DeprecationWarning: distutils is deprecated
warn /app/a.py:3: RuntimeWarning: divide by zero encountered
warn   warnings.warn("error bars are off", FutureWarning)
unknown raise ValueError is what the manual says
unknown from errors import ValueError
info [2024-05-01 10:00:00,123: INFO/MainProcess] Task errors.report[1f] succeeded in 0.1s: None
error [2024-05-01 10:00:00,123: ERROR/ForkPoolWorker-1] Task info.report[1f] raised unexpected: KeyError('x')
warn [2024-05-01 10:00:00,123: WARNING/MainProcess] ErrorQueue is long
info [I 2024-05-01 10:00:00.123 ServerApp] errors: 0
warn [W 2024-05-01 10:00:00.123 ServerApp] 404 GET /error (127.0.0.1) 1.2ms
error FAILED tests/test_info.py::test_x - AssertionError: assert 1 == 2
unknown tests/test_errors.py::test_error_is_raised PASSED                         [ 50%]
unknown ============================== 12 passed in 0.12s ==============================
error ========================= 1 failed, 11 passed in 0.12s =========================
warn ======================== 12 passed, 3 warnings in 0.12s ========================
== Ruby
error E, [2024-05-01T10:00:00.123456 #12] ERROR -- : info lost
info I, [2024-05-01T10:00:00.123456 #12]  INFO -- : error count 0
warn W, [2024-05-01T10:00:00.123456 #12]  WARN -- worker: late
debug D, [2024-05-01T10:00:00.123456 #12] DEBUG -- : ERROR not raised
fatal F, [2024-05-01T10:00:00.123456 #12] FATAL -- : bye
unknown A, [2024-05-01T10:00:00.123456 #12]   ANY -- : x
error app.rb:12:in ‵call': undefined method ‵info' for nil:NilClass (NoMethodError)
error ␉from app.rb:20:in ‵<main>'
error NoMethodError: undefined method ‵error' for nil
error /app/lib/a.rb:12:in 'Integer#/': divided by 0 (ZeroDivisionError)
warn /app/a.rb:3: warning: already initialized constant ERROR
warn DEPRECATION WARNING: error_messages is deprecated and will be removed
info 2024-05-01T10:00:00.123Z pid=1 tid=abc class=ErrorJob jid=9 INFO: done: 0.1 sec
warn 2024-05-01T10:00:00.123Z pid=1 tid=abc WARN: RuntimeError: boom
error bundler: failed to load command: rails (/usr/bin/rails)
unknown 12 examples, 0 failures
error 12 examples, 1 failure
unknown 12 runs, 20 assertions, 0 failures, 0 errors, 0 skips
error 12 runs, 20 assertions, 1 failures, 0 errors, 0 skips
error rspec ./spec/info_spec.rb:3 # failed
== Rails
unknown Started POST "/errors/500" for 10.0.0.1 at 2024-05-01 10:00:00 +0000
unknown Processing by ErrorsController#show as HTML
unknown   Parameters: {"level"=>"error", "id"=>"500"}
unknown   Rendered errors/show.html.erb within layouts/application (Duration: 0.4ms | Allocations: 500)
unknown Completed 200 OK in 404ms (Views: 0.5ms | ActiveRecord: 500.0ms)
error Completed 500 Internal Server Error in 3ms (ActiveRecord: 0.2ms | Allocations: 404)
warn Completed 422 Unprocessable Entity in 5ms
unknown Completed 302 Found in 500ms
warn Completed 401 Unauthorized in 1ms
unknown   ErrorLog Load (0.2ms)  SELECT "error_logs".* FROM "error_logs" WHERE "level" = 'fatal'
unknown Redirected to http://localhost:3000/errors
error ActiveRecord::RecordNotFound (Couldn't find Info with 'id'=7):
error ActionView::Template::Error (undefined method ‵info' for nil):
error [abc-123] NoMethodError (undefined method ‵x' for nil:NilClass):
unknown [abc-123] Started GET "/" for 10.0.0.1 at 2024-05-01 10:00:00 +0000
error method=GET path=/info format=html controller=InfoController action=show status=500 error='NoMethodError: x' duration=3.0
unknown method=GET path=/error format=html controller=ErrorsController action=show status=200 duration=500.0
warn method=GET path=/x format=html controller=XController action=show status=404 duration=5.0
info [ActiveJob] [ErrorJob] [9] INFO Performed ErrorJob in 12ms
error F, [2024-05-01T10:00:00.123456 #12] FATAL -- : [abc] ActionController::RoutingError (No route matches [GET] "/info"):
== Node, npm, yarn
error npm ERR! errno 1
error npm error code ERESOLVE
warn npm WARN EBADENGINE Unsupported engine { package: 'error@1.0.0' }
warn npm warn deprecated inflight@1.0.6: This module is not supported
info npm notice New major version of npm available! 9.5.0 -> 10.2.0
unknown npm http fetch GET 200 https://packages.example.com/error 12ms
unknown found 0 vulnerabilities
unknown added 120 packages, and audited 121 packages in 3s
error yarn: error Command failed with exit code 1.
error error Command failed with exit code 1.
warn warning " > error-ex@1.3.2" has unmet peer dependency "x@1".
info info No lockfile found.
error TypeError: Cannot read properties of null (reading 'error')
error     at Object.<anonymous> (/app/info.js:3:9)
error     at async Promise.all (index 0)
error     at node:internal/main/run_main_module:23:47
error Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/app/info.js'
error Uncaught ReferenceError: info is not defined
error node:internal/process/promises:288␊            triggerUncaughtException(err, true /* fromPromise */);
warn (node:12) [DEP0040] DeprecationWarning: The punycode module is deprecated.
warn (node:12) ExperimentalWarning: The Fetch API is an experimental feature.
warn (node:12) MaxListenersExceededWarning: Possible EventEmitter memory leak detected. 11 error listeners added
unknown (Use ‵node --trace-warnings ...‵ to show where the warning was created)
error [nodemon] app crashed - waiting for file changes before starting...
unknown [nodemon] clean exit - waiting for changes before restart
error AssertionError [ERR_ASSERTION]: Expected values to be strictly equal
unknown # fail 0
error # fail 2
error not ok 3 - info is shown
unknown ok 4 - error is shown
error Tests:       1 failed, 11 passed, 12 total
unknown Tests:       12 passed, 12 total
unknown   ✓ throws an error (2 ms)
error   ✕ logs info (2 ms)
error    12:5  error  'x' is assigned a value but never used  no-unused-vars
warn    13:5  warning  Unexpected console statement  no-console
unknown  express:router dispatching GET /error +2ms
== Cargo, C, Go test, make
error error[E0382]: borrow of moved value: ‵info‵
warn warning: unused variable: ‵error‵
error error: could not compile ‵app‵ (bin "app") due to 2 previous errors
warn warning: ‵app‵ (bin "app") generated 1 warning
unknown    Compiling thiserror v1.0.58
unknown     Finished dev [unoptimized + debuginfo] target(s) in 3.21s
error thread 'main' panicked at 'called ‵Result::unwrap()‵ on an ‵Err‵ value: Os', src/info.rs:3:5
unknown note: run with ‵RUST_BACKTRACE=1‵ environment variable to display a backtrace
unknown test errors::returns_error ... ok
error test info::shows ... FAILED
unknown test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out
error test result: FAILED. 11 passed; 1 failed; 0 ignored
info 2024-05-01T10:00:00.123456Z  INFO app::error: ready
error 2024-05-01T10:00:00.123456Z ERROR app::info: gone err=Os { code: 2 }
info [2024-05-01T10:00:00Z INFO  app::error] ready
warn [2024-05-01T10:00:00Z WARN  app] no error
error --- FAIL: TestInfo (0.00s)
unknown --- PASS: TestErrorHandling (0.00s)
unknown === RUN   TestFatalError
unknown ok  ␉example.com/errors␉0.012s
error FAIL␉example.com/info␉0.3s
error FAIL
error exit status 1
error ./main.go:12:5: undefined: info
error main.c:3:10: fatal error: info.h: No such file or directory
warn util.c:9:3: warning: implicit declaration of function 'error' [-Wimplicit-function-declaration]
unknown main.c:9:3: note: declared here
unknown cc -Wall -Werror -c error.c -o error.o
error make[1]: *** [Makefile:12: info] Error 2
unknown make: Nothing to be done for 'error'.
warn CMake Warning at CMakeLists.txt:3 (message):
error CMake Error at CMakeLists.txt:3 (find_package):
error ld: symbol(s) not found for architecture arm64
unknown Build succeeded.␊    0 Warning(s)␊    0 Error(s)
error Program.cs(3,5): error CS0103: The name 'info' does not exist in the current context
warn Program.cs(3,5): warning CS0168: The variable 'error' is declared but never used
== .NET, PHP
info info: Microsoft.Hosting.Lifetime[14]␊      Now listening on: http://localhost:5000
error fail: Microsoft.EntityFrameworkCore.Infrastructure[1]␊      An error occurred
warn warn: Microsoft.AspNetCore.HttpsPolicy[3]␊      Failed to determine the https port for redirect.
fatal crit: Microsoft.AspNetCore.Server.Kestrel[0]
info [10:00:00 INF] HTTP GET /error responded 200 in 500.0 ms
warn [10:00:00 WRN] no error
fatal [10:00:00 FTL] Host terminated unexpectedly
info 2024-05-01 10:00:00.1234|INFO|App.ErrorService|ready
error 2024-05-01 10:00:00.1234|ERROR|App.InfoService|gone
error Unhandled exception. System.InvalidOperationException: Sequence contains no elements
error    at App.InfoService.Get() in C:\src\Info.cs:line 3
error  ---> System.IO.IOException: Broken pipe
error PHP Fatal error:  Uncaught Error: Call to undefined function info() in /srv/a.php:3
error PHP Parse error:  syntax error, unexpected end of file in /srv/info.php on line 9
warn PHP Deprecated:  Function error_x() is deprecated in /srv/a.php on line 3
info [01-May-2024 10:00:00 UTC] PHP Notice:  Undefined variable: error in /srv/a.php on line 3
warn [01-May-2024 10:00:00 UTC] PHP Warning:  fopen(/error.log): failed to open stream in /srv/a.php on line 3
error [2024-05-01 10:00:00] production.ERROR: info {"exception":"[object] (Exception(code: 0)"}
warn [2024-05-01 10:00:00] local.WARNING: no errors {"errors":0}
info [2024-05-01T10:00:00.123456+00:00] app.INFO: Matched route "error_page". {"route":"error"} []
debug [2024-05-01T10:00:00.123456+00:00] security.DEBUG: Checking for error support. [] []
fatal [2024-05-01T10:00:00.123456+00:00] request.CRITICAL: Uncaught PHP Exception Exception: "info" at a.php line 3
info [2024-05-01T10:00:00.123456+00:00] error.NOTICE: channel called error [] []
error #0 /srv/error.php(12): main()
`);
