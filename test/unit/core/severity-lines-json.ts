/** Labelled lines of structured loggers (pino, bunyan, winston, zap, logrus, slog) and of MeshHook itself, with traps. */
import { labelledLines } from './severity-lines-table.js';

export const JSON_LINES = labelledLines(String.raw`
== MeshHook prose
unknown run 8f31 queued by webhook "order.error"
unknown node on-error-notify skipped: no error in this branch
unknown retry succeeded after error
unknown step http-1 succeeded on attempt 3 after 2 failures
unknown recovered from error, resuming at step 4
error step transform-2 failed after 3 attempts
error step http-1 threw TypeError: Cannot read properties of undefined (reading 'id')
error run 8f31 aborted: deadline of 60 s exceeded
unknown branch "failed" not taken
error could not decrypt the credential "stripe-live"
error unable to reach db.example.com:5432
unknown error-free run: 12 of 12 steps
unknown errors: [] warnings: []
unknown error: false
unknown hasError=false retryable=true
unknown isError: false, code: 0
unknown failed=0 succeeded=12
error failed=2 succeeded=10
unknown no warnings, no errors
unknown failures: 0
unknown will fail over to region eu-2 if needed
unknown fallback route "error" configured for 2 nodes
unknown setting onError = "continue"
unknown retryOn: [error, timeout]
unknown see https://docs.example.com/errors/fatal for details
unknown uploaded error-report-2024-05-01.csv (0 bytes)
unknown webhook POST /hooks/errors accepted (202)
error webhook POST https://hooks.example.com/a returned 500
warn webhook POST https://hooks.example.com/a returned 429, retrying in 2 s
unknown webhook POST https://hooks.example.com/a returned 200 in 503 ms
error HTTP 502 Bad Gateway from https://api.example.com
error upstream responded with status 504
error ⛔ step deploy refused
warn ⚠️ payload truncated to 64 KB
unknown ✅ error branch verified
unknown ✔ 500 rows written, 404 skipped
warn WARN: quota at 91 %
error ERROR step http-1: socket hang up
debug DEBUG step http-1: error handler attached
trace TRACE entering errorBoundary
info INFO: sent the error digest to 3 owners
info [info] no failures in the last 24 h
error [http-1] Error: connect ETIMEDOUT 10.0.0.7:443
error [step 4/9] failed: exit code 2
unknown [step 4/9] done: exit code 0
unknown waiting for approval of "Fatal Frame" order
unknown customer "Warn Industries" updated
unknown critical path computed in 12 ms
unknown debug mode off
== MeshHook values
unknown {"node":"http-1","output":{"status":"ok","error":null,"errors":[]}}
error {"node":"http-1","output":null,"error":{"code":"E_TIMEOUT","message":"timed out"}}
unknown {"node":"if-1","condition":"status == 'error'","result":false}
unknown {"items":[{"type":"error","label":"Errors"},{"type":"warn"}],"total":2}
unknown {"failed":0,"passed":12}
unknown {"error":false,"data":{"id":7}}
unknown {"error":"","data":[]}
unknown {"success":true,"errorCount":0}
error {"statusCode":500,"url":"/api/orders"}
warn {"statusCode":404,"url":"/api/errors"}
unknown {"statusCode":200,"url":"/api/errors/500"}
unknown {"status":"active","plan":"error-budget"}
unknown {"user":{"level":50,"name":"Error Flynn"}}
unknown {"game":"x","level":5}
unknown {"water":{"level":"high"},"alert":"none"}
== pino
info {"level":30,"time":1714557600000,"pid":7,"hostname":"web-1","msg":"listening on 3000"}
error {"level":50,"time":1714557600000,"pid":7,"hostname":"web-1","err":{"type":"Error","message":"boom","stack":"Error: boom\n    at x.js:1:1"},"msg":"boom"}
fatal {"level":60,"time":1714557600000,"pid":7,"hostname":"web-1","msg":"out of memory"}
warn {"level":40,"time":1714557600000,"pid":7,"hostname":"web-1","msg":"error rate is rising"}
debug {"level":20,"time":1714557600000,"pid":7,"hostname":"web-1","msg":"ERROR branch not taken"}
trace {"level":10,"time":1714557600000,"pid":7,"hostname":"web-1","msg":"fatal=false"}
info {"level":30,"time":1714557600000,"pid":7,"hostname":"web-1","req":{"method":"GET","url":"/error"},"res":{"statusCode":200},"responseTime":12,"msg":"request completed"}
info {"level":30,"time":1714557600000,"pid":7,"hostname":"web-1","res":{"statusCode":500},"msg":"request errored"}
error {"level":"error","time":1714557600000,"pid":7,"hostname":"web-1","msg":"label formatter in use"}
info {"level":"info","time":"2024-05-01T10:00:00.000Z","msg":"level is error for the next run"}
info [10:00:00.000] INFO (7): request completed
error [10:00:00.000] ERROR (7): request errored
info [2024-05-01 10:00:00.000 +0000] INFO (app/7 on web-1): error pages compiled
warn [2024-05-01 10:00:00.000 +0000] WARN (app/7 on web-1): no error, only slow
error [10:00:00.000] ␛[31mERROR␛[39m (7): ␛[36mboom␛[39m
info [10:00:00.000] ␛[32mINFO␛[39m (7): ␛[36mERROR page was served␛[39m
fatal [10:00:00.000] FATAL (7): cannot bind
== bunyan
info {"name":"api","hostname":"h1","pid":12,"level":30,"msg":"ready","time":"2024-05-01T10:00:00.000Z","v":0}
error {"name":"api","hostname":"h1","pid":12,"level":50,"err":{"message":"boom","name":"Error","stack":"Error: boom"},"msg":"boom","time":"2024-05-01T10:00:00.000Z","v":0}
warn {"name":"api","hostname":"h1","pid":12,"level":40,"msg":"0 errors but slow","time":"2024-05-01T10:00:00.000Z","v":0}
info {"name":"error-service","hostname":"h1","pid":12,"level":30,"msg":"started","time":"2024-05-01T10:00:00.000Z","v":0}
debug {"name":"api","hostname":"h1","pid":12,"component":"fatal","level":20,"msg":"x","time":"2024-05-01T10:00:00.000Z","v":0}
fatal {"name":"api","hostname":"h1","pid":12,"level":60,"msg":"info: bye","time":"2024-05-01T10:00:00.000Z","v":0}
info [2024-05-01T10:00:00.000Z]  INFO: api/12 on h1: error report sent
error [2024-05-01T10:00:00.000Z] ERROR: api/12 on h1: cannot send the info mail
warn [2024-05-01T10:00:00.000Z]  WARN: api/12 on h1: retrying (attempt=2, error=ETIMEDOUT)
fatal [2024-05-01T10:00:00.000Z] FATAL: api/12 on h1: bye
trace [2024-05-01T10:00:00.000Z] TRACE: api/12 on h1: error=null
info 10:00:00.000Z  INFO api: failed=0
error 10:00:00.000Z ERROR api: boom (err.code=EPIPE)
== winston
info {"level":"info","message":"Error handler mounted","timestamp":"2024-05-01T10:00:00.000Z"}
error {"level":"error","message":"ok went bad","timestamp":"2024-05-01T10:00:00.000Z"}
warn {"message":"cache miss","level":"warn","service":"error-api"}
debug {"level":"silly","message":"error? no"}
info {"level":"http","message":"GET /error 200"}
info {"level":"verbose","message":"fatal is a word"}
warn {"level":"warning","message":"syslog levels"}
fatal {"level":"crit","message":"syslog levels"}
info {"level":"notice","message":"syslog levels: error next"}
info 2024-05-01T10:00:00.000Z [error-api] info: started
error 2024-05-01T10:00:00.000Z [api] error: cannot start
info 2024-05-01T10:00:00.000Z info: errors=0
warn 2024-05-01T10:00:00.000Z - warn: nothing failed yet
error ␛[31merror␛[39m: database is gone {"service":"api","level":"n/a"}
info ␛[32minfo␛[39m: "error" is the name of the room
debug debug: [error] is a tag here
info info: error: this is what the client sent us
error error: info endpoint is down
== zap
info {"level":"info","ts":1714557600.123,"caller":"server/error.go:12","msg":"starting"}
error {"level":"error","ts":1714557600.123,"caller":"server/main.go:40","msg":"no luck","error":"dial tcp: refused","stacktrace":"main.main\n\t/app/main.go:40"}
warn {"level":"warn","ts":1714557600.123,"logger":"error","msg":"retry"}
fatal {"level":"dpanic","ts":1714557600.123,"msg":"impossible"}
fatal {"level":"panic","ts":1714557600.123,"msg":"nil"}
info {"L":"INFO","T":"2024-05-01T10:00:00.000Z","M":"error budget ok"}
error {"L":"ERROR","T":"2024-05-01T10:00:00.000Z","M":"x"}
info {"severity":"INFO","timestamp":"2024-05-01T10:00:00Z","message":"ERROR topic created"}
info 2024-05-01T10:00:00.000Z␉INFO␉app/errors.go:12␉registered␉{"error": null}
error 2024-05-01T10:00:00.000Z␉ERROR␉app/main.go:12␉not registered␉{"error": "EOF"}
debug 2024-05-01T10:00:00.000Z␉DEBUG␉errors␉cache␉{"level": "error"}
warn 2024-05-01T10:00:00.000+0200␉WARN␉retry␉{"attempt": 2, "error": "timeout"}
info 2024-05-01T10:00:00.000Z␉␛[34mINFO␛[0m␉app/main.go:9␉failed requests: 0
fatal 2024-05-01T10:00:00.000Z␉DPANIC␉app/main.go:9␉impossible
info {"level":"INFO","msg":"{\"level\":\"error\",\"msg\":\"inner\"}"}
info {"nested":{"level":"error","severity":"fatal"},"level":"info","msg":"outer"}
== logrus
info time="2024-05-01T10:00:00Z" level=info msg="error=boom is what they said"
error time="2024-05-01T10:00:00Z" level=error msg="could not open" error="no such file"
warn time="2024-05-01T10:00:00Z" level=warning msg="deprecated flag" flag=--error
fatal time="2024-05-01T10:00:00Z" level=panic msg="nil map"
debug time="2024-05-01T10:00:00Z" level=debug msg="level=error is ignored"
trace level=trace msg="WARN WARN WARN"
info INFO[0000] no error so far                               attempt=1
error ERRO[0012] cannot connect to the daemon                 error="EOF"
warn WARN[0003] image has no digest                           level=2
fatal FATA[0000] no such host
debug DEBU[0001] error=<nil>
info ␛[36mINFO␛[0m[0000] error pages ready
error ␛[31mERRO␛[0m[0001] error pages missing
info {"level":"info","msg":"failed over","time":"2024-05-01T10:00:00Z"}
warn {"level":"warning","msg":"close to the limit","time":"2024-05-01T10:00:00Z"}
fatal PANI[0000] unreachable
== slog
info time=2024-05-01T10:00:00.000Z level=INFO msg=done err=<nil>
error time=2024-05-01T10:00:00.000Z level=ERROR msg=done err="context deadline exceeded"
warn time=2024-05-01T10:00:00.000Z level=WARN source=/app/error.go:12 msg="it is slow"
debug time=2024-05-01T10:00:00.000Z level=DEBUG msg="ERROR state left"
error time=2024-05-01T10:00:00.000Z level=ERROR+2 msg=custom
info time=2024-05-01T10:00:00.000Z level=INFO+1 msg="notice, no error"
info {"time":"2024-05-01T10:00:00Z","level":"INFO","source":{"function":"main.onError","file":"error.go","line":3},"msg":"x"}
error {"time":"2024-05-01T10:00:00Z","level":"ERROR","msg":"info lost"}
warn {"time":"2024-05-01T10:00:00Z","level":"WARN","msg":"x","errors":0}
debug {"time":"2024-05-01T10:00:00Z","level":"DEBUG","msg":"x","err":"EOF"}
info 2024/05/01 10:00:00 INFO error handler ready path=/errors
error 2024/05/01 10:00:00 ERROR handler not ready info=none
warn 2024/05/01 10:00:00 WARN errors=0 ms=812
debug 2024/05/01 10:00:00 DEBUG failed=false
info 10:00:00 INF ready error_url=/e
error 10:00:00 ERR not ready level=3
error {"time":"2024-05-01T10:00:00Z","level":"ERROR+4","msg":"very"}
`);
