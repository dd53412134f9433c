/** Labelled lines of a ninth forecast: other programs again, mostly of no declared level, written before they were run. */
import { labelledLines } from './severity-lines-table.js';

export const NINTH_LINES = labelledLines(String.raw`
== workflow
error Node "S3 upload" failed after 3 attempts: AccessDenied
unknown Node "S3 upload" finished: 3 objects, 0 bytes lost
unknown Node "Error handler" skipped: nothing to do
error Node "Parse CSV" aborted: unexpected column count in line 12
unknown Starting retry of failed run 81
error Payment declined by issuer: insufficient funds
unknown Reading column "error_message"
error Lock on run 81 could not be obtained
unknown Lock on run 81 released
error Webhook secret does not match
unknown Webhook secret matches
error API key revoked
unknown 12 checks passed, none failed
error 3 checks failed, 9 passed
error Message could not be sent: mailbox full
unknown Message sent to errors@example.com
error Invalid response from upstream: not JSON
unknown Valid response from upstream
warn Deprecated node version 1 used, please upgrade
error Import failed: file is empty
unknown Import of failed_rows.csv started
error Cannot import failed_rows.csv
unknown Killing time: waiting 500 ms
error Worker 3 died with signal 9
unknown Worker 3 drained and stopped
unknown Shutting down gracefully on SIGTERM
== tools
error Error: Failed to query available provider packages
unknown Plan: 3 to add, 0 to change, 1 to destroy.
error error: failed to push some refs to 'github.com:a/b.git'
error CONFLICT (content): Merge conflict in info.ts
error Automatic merge failed; fix conflicts and then commit the result.
unknown Auto-merging error.ts
unknown Already up to date.
error fatal: Authentication failed for 'https://x/'
error ✘ [ERROR] Could not resolve "info"
warn ▲ [WARNING] Duplicate key "error" in object literal [duplicate-object-key]
error ERROR in ./src/info.ts 3:5
error Module not found: Error: Can't resolve './info' in '/app/src'
unknown webpack 5.90.0 compiled successfully in 500 ms
error webpack 5.90.0 compiled with 2 errors in 500 ms
warn webpack 5.90.0 compiled with 2 warnings in 500 ms
unknown No issues found.
error Type error: Property 'info' does not exist on type 'X'.
error src/info.py:12: error: Name "x" is not defined  [name-defined]
unknown Success: no issues found in 12 source files
error Found 2 errors in 1 file (checked 12 source files)
error fatal: [web-1]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect"}
error fatal: [web-1]: FAILED! => {"changed": false, "rc": 1}
unknown ok: [error-1]
unknown web-1 : ok=12 changed=3 unreachable=0 failed=0 skipped=1
error web-1 : ok=11 changed=3 unreachable=0 failed=1 skipped=1
warn [WARNING]: Could not match supplied host pattern, ignoring: x
unknown TASK [Check for failed units] ****
error pg_dump: error: connection to server failed: timeout expired
error pg_restore: error: could not execute query: ERROR:  x
error mysqldump: Got error: 1045: Access denied for user
error redis.exceptions.ConnectionError: Error 111 connecting to x:6379. Connection refused.
error amqp.exceptions.ConnectionForced: (0, 0): (320) CONNECTION_FORCED
error [Errno 2] No such file or directory: 'info'
error OSError: [Errno 28] No space left on device
error PermissionError: [Errno 13] Permission denied: '/srv/info'
error ImportError: cannot import name 'info' from 'x'
error Killed process 12 (node)
error composer: Your requirements could not be resolved to an installable set of packages.
unknown   Problem 1
error [RuntimeException]
error SQLSTATE[23000]: Integrity constraint violation: 1062 Duplicate entry
error PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 12 bytes)
warn Deprecated: Function x() is deprecated in /srv/a.php on line 3
error The request was aborted: Could not create SSL/TLS secure channel.
error A connection attempt failed because the connected party did not properly respond after a period of time
unknown Connection established after 3 attempts
error curl: (28) Operation timed out after 5000 milliseconds with 0 bytes received
error curl: (7) Failed to connect to x port 80: Connection refused
error ping: x: Name or service not known
unknown 3 packets transmitted, 3 received, 0% packet loss, time 500ms
error Certificate has expired
unknown Certificate expires in 500 days
error Certificate verification failed: self-signed certificate
error SSL certificate problem: unable to get local issuer certificate
error javax.net.ssl.SSLHandshakeException: x
error Login failed for user 'sa'.
unknown Login succeeded for user 'sa'.
error The transaction log for database 'x' is full
error Lock wait timeout exceeded; try restarting transaction
error table "info" does not exist
unknown table "errors" created
unknown Unlocking failed? no
unknown Test "returns 500 on crash" passed
unknown Feature flag "fail-fast" enabled
unknown timeout=500 retries=3 fail_open=true
unknown exit code 0
error exit code 3
unknown 500 errors were fixed by migration
unknown No exception was thrown
unknown log: error handler ready
unknown not an error
unknown User searched for "connection refused"
unknown Sending alert "Disk full" to #ops
unknown Subject: Error in your order
`);
