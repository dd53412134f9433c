/** Labelled lines of operating systems (syslog, journald, systemd, kernel, OpenSSH, Windows) and of people, with traps. */
import { labelledLines } from './severity-lines-table.js';

export const SYSTEM_LINES = labelledLines(String.raw`
== syslog 3164
error <11>May  1 10:00:00 web-1 app[12]: it stopped
info <14>May  1 10:00:00 web-1 app[12]: 3 errors were fixed
warn <12>May  1 10:00:00 web-1 app[12]: close to the limit
debug <15>May  1 10:00:00 web-1 app[12]: Error objects are pooled
fatal <8>May  1 10:00:00 web-1 app[12]: going down
fatal <9>May  1 10:00:00 web-1 app[12]: act now
info <13>May  1 10:00:00 web-1 app[12]: warning lamp tested
info <30>May  1 10:00:00 web-1 dockerd[12]: container error-1 started
error <27>May  1 10:00:00 web-1 dockerd[12]: info channel lost
info <190>May  1 10:00:00 router 123: %SYS-6-LOGGINGHOST_STARTSTOP: Logging to host started
unknown May  1 10:00:00 web-1 app[12]: user "error" logged in
unknown May  1 10:00:00 error-host app[12]: started
unknown May  1 10:00:00 web-1 error-reporter[12]: nothing to report
unknown May  1 10:00:00 web-1 CRON[123]: (root) CMD (/usr/bin/clean-errors >/dev/null 2>&1)
error May  1 10:00:00 web-1 app: error: no route to info
warn May  1 10:00:00 web-1 app: warning: 0 errors
unknown May  1 10:00:00 web-1 last message repeated 2 times
error May  1 10:00:00 web-1 postfix/smtp[12]: fatal: unknown service: info/tcp
warn May  1 10:00:00 web-1 postfix/smtpd[12]: warning: hostname x does not resolve to address 10.0.0.1
unknown May  1 10:00:00 web-1 dhclient[12]: DHCPACK from 10.0.0.1
unknown <999>May  1 10:00:00 web-1 app: no such priority
unknown <b>bold</b> text
== syslog 5424
error <11>1 2024-05-01T10:00:00.000Z web-1 app 12 ID1 - it stopped
info <14>1 2024-05-01T10:00:00.000Z web-1 app 12 ID1 - ERRORS table created
warn <12>1 2024-05-01T10:00:00.000Z web-1 app 12 - [meta seq="1"] close to the limit
fatal <10>1 2024-05-01T10:00:00.000Z web-1 app - - - down
debug <15>1 2024-05-01T10:00:00.000Z web-1 error-app - - - no
info <13>1 2024-05-01T10:00:00Z web-1 app - - - warning lamp tested
error <131>1 2024-05-01T10:00:00Z fw kernel - - - dropped
info <134>1 2024-05-01T10:00:00Z fw kernel - - - error packets 0
info <45>1 2024-05-01T10:00:00Z host rsyslogd - - - [origin software="rsyslogd"] error log rotated
error <163>1 2024-05-01T10:00:00+02:00 h a 1 M - BOM
warn <164>1 2024-05-01T10:00:00+02:00 h a 1 M - errors=0
info <190>1 2012-11-30T06:45:26.459391+00:00 host app web.3 - - Starting process with command ‵bin/error‵
unknown 2012-11-30T06:45:26.459391+00:00 app[web.3]: Starting process with command ‵bin/error‵
error 2012-11-30T06:45:26.459391+00:00 heroku[web.1]: Error R10 (Boot timeout) -> Web process failed to bind to $PORT within 60 seconds of launch
== journald, systemd
unknown May 01 10:00:00 web-1 systemd[1]: Starting error-reporter.service - Reports errors...
unknown May 01 10:00:00 web-1 systemd[1]: Started error-reporter.service - Reports errors.
unknown May 01 10:00:00 web-1 systemd[1]: error-reporter.service: Deactivated successfully.
error May 01 10:00:00 web-1 systemd[1]: info.service: Main process exited, code=exited, status=203/EXEC
unknown May 01 10:00:00 web-1 systemd[1]: x.service: Main process exited, code=exited, status=0/SUCCESS
error May 01 10:00:00 web-1 systemd[1]: x.service: Failed with result 'exit-code'.
error May 01 10:00:00 web-1 systemd[1]: Failed to start info.service - Information.
error May 01 10:00:00 web-1 systemd[1]: Dependency failed for Local File Systems.
unknown May 01 10:00:00 web-1 systemd[1]: x.service: Scheduled restart job, restart counter is at 500.
error May 01 10:00:00 web-1 systemd[1]: x.service: Main process exited, code=killed, status=9/KILL
unknown May 01 10:00:00 web-1 systemd[1]: x.service: Consumed 1.234s CPU time.
unknown May 01 10:00:00 web-1 systemd[1]: Reset failed state of x.service.
unknown -- Boot 0123456789abcdef --
error {"PRIORITY":"3","MESSAGE":"info","_COMM":"x","SYSLOG_IDENTIFIER":"app"}
info {"PRIORITY":"6","MESSAGE":"error: not really","_COMM":"x"}
warn {"PRIORITY":"4","MESSAGE":"x","_SYSTEMD_UNIT":"error.service"}
debug {"PRIORITY":"7","MESSAGE":"failed=1"}
info {"PRIORITY":"5","MESSAGE":"Warning lamp tested"}
error May 01 10:00:00 web-1 systemd-coredump[12]: Process 11 (node) of user 0 dumped core.
unknown ● x.service - Error collector
unknown      Active: active (running) since Wed 2024-05-01 10:00:00 UTC; 3h ago
error      Active: failed (Result: exit-code) since Wed 2024-05-01 10:00:00 UTC; 3h ago
unknown [  OK  ] Started Error collector.
error [FAILED] Failed to start Info collector.
warn <4>systemd[1]: Configuration file is marked executable.
== kernel
error [12345.678901] EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm info
unknown [12345.678901] EXT4-fs (sda1): mounted filesystem with ordered data mode. Opts: errors=remount-ro
error [12345.678901] Out of memory: Killed process 1234 (node) total-vm:1234kB
error [12345.678901] node[12]: segfault at 0 ip 00007f sp 00007f error 4 in libc.so
error [12345.678901] blk_update_request: I/O error, dev sda, sector 0
fatal [12345.678901] Kernel panic - not syncing: VFS: Unable to mount root fs
error [12345.678901] BUG: unable to handle page fault for address: 00
warn [12345.678901] WARNING: CPU: 0 PID: 1 at kernel/info.c:3 x+0x1/0x2
unknown [12345.678901] ACPI: PCI Interrupt Link [LNKA] enabled at IRQ 11
unknown [12345.678901] EDAC MC: Ver: 3.0.0 error reporting on
warn <4>[12345.678901] nouveau: late
info <6>[12345.678901] usb 1-1: error recovery available
error <3>[12345.678901] usb 1-1: can't set config #1, error -71
unknown [12345.678901] RAS: Correctable Errors collector initialized.
unknown [    0.000000] Command line: BOOT_IMAGE=/vmlinuz panic=10 loglevel=3 quiet
== OpenSSH
error Dec 10 06:55:46 LabSZ sshd[24200]: error: maximum authentication attempts exceeded for info from 10.0.0.1
fatal Dec 10 06:55:46 LabSZ sshd[24200]: fatal: Timeout before authentication for 10.0.0.1
unknown Dec 10 06:55:46 LabSZ sshd[24200]: Accepted publickey for warn from 10.0.0.1 port 500 ssh2: RSA SHA256:x
unknown Dec 10 06:55:46 LabSZ sshd[24200]: pam_unix(sshd:session): session opened for user error by (uid=0)
unknown Dec 10 06:55:46 LabSZ sshd[24200]: Received disconnect from 10.0.0.1: 11: Bye Bye [preauth]
unknown Dec 10 06:55:46 LabSZ sshd[24200]: input_userauth_request: invalid user error [preauth]
error Dec 10 06:55:46 LabSZ sshd[24200]: error: connect_to localhost port 404: failed.
unknown Dec 10 06:55:46 LabSZ sshd[24200]: Server listening on 0.0.0.0 port 22.
warn Dec 10 06:55:46 LabSZ sshd[24200]: Failed password for invalid user webmaster from 173.234.31.186 port 38926 ssh2
warn Dec 10 06:55:46 LabSZ sshd[24200]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=173.234.31.186
warn Dec 10 06:55:46 LabSZ sshd[24200]: message repeated 5 times: [ Failed password for root from 5.36.59.76 port 42393 ssh2]
debug debug1: Connection to port 500 error-free
debug debug2: fd 3 setting O_NONBLOCK, errors 0
warn Warning: Permanently added 'error.example.com' (ED25519) to the list of known hosts.
error Permission denied (publickey).
error ssh: Could not resolve hostname info: Name or service not known
unknown Dec 10 06:55:46 LabSZ sshd[24200]: Disconnected from user fatal 10.0.0.1 port 22
== Windows CBS, Event Log, IIS
info 2016-09-28 04:30:30, Info                  CBS    Starting TrustedInstaller initialization.
info 2016-09-28 04:30:31, Info                  CBS    Failed to internally open package. [HRESULT = 0x800f0805 - CBS_E_INVALID_PACKAGE]
info 2016-09-28 04:30:31, Info                  CBS    Warning: Unrecognized packageExtended attribute.
error 2016-09-28 04:30:31, Error                 CBS    Startup: info lost
warn 2016-09-28 04:30:31, Warning               CBS    no error
info 2016-09-28 04:30:31, Info                  CSI    00000003@2016/9/27:20:30:31.466 CSI Transaction @0x47 initialized, errors 0
info 2016-09-29 02:04:05, Info                  CBS    Session: 30546354_3524399683 finalized. Reboot required: no [HRESULT = 0x00000000 - S_OK]
fatal 2016-09-29 02:04:05, FATAL                 CBS    stop
error Log Name: System  Source: Service Control Manager  Event ID: 7000  Level: Error  Description: info
info Log Name: Application  Source: ErrorReporting  Event ID: 1001  Level: Information
warn Log Name: System  Source: e1i65x64  Event ID: 27  Level: Warning  Description: Network link is disconnected
info Information␉5/1/2024 10:00:00 AM␉Windows Error Reporting␉1001␉None
error Error␉5/1/2024 10:00:00 AM␉Application Info␉1000␉(100)
warn Warning␉5/1/2024 10:00:00 AM␉Disk␉51␉None
unknown 2024-05-01 10:00:00 10.0.0.1 GET /error - 443 - 10.0.0.2 Mozilla/5.0 - 200 0 0 500
== Words of people
error ОШИБКА: соединение разорвано
error Erreur : fichier introuvable
error エラー: 接続できません
error 错误：连接被拒绝
info 2024-05-01 10:00:00 INFO Fehlerseite ausgeliefert
error 2024-05-01 10:00:00 ERROR Verbindung abgelehnt, keine Warnung
warn 2024-05-01 10:00:00 WARN предупреждение: мало места
unknown Informationen zum Errorhandling wurden geladen
unknown l'erreur est humaine
unknown info@example.com wrote to error@example.com
unknown Dr. Fatal and Mrs. Warn met
unknown I have an error-prone keyboard
unknown ERROR is the seventh word in the list "DEBUG, INFO, WARN, ERROR"
unknown the words are: info, warn, error
unknown --log-level=error --fatal-warnings
unknown LOG_LEVEL=error
unknown grep -i error app.log
unknown Usage: app [--error] [--warn]
unknown select count(*) from logs where level = 'error'
unknown error ⇒ notify, warn ⇒ ignore
unknown $ cat errors.txt
unknown # Error handling
unknown <Error level="none"/>
warn 🟡 WARNING disk at 91 %
error 🔴 ERROR disk at 100 %
info ℹ️ INFO error budget left: 30 %
error 🚨 production is down
`);
