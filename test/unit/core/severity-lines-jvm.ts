/** Labelled lines of the Java family (log4j, logback, Hadoop, HDFS, Spark) and of Android's logcat, with traps. */
import { labelledLines } from './severity-lines-table.js';

export const JVM_LINES = labelledLines(String.raw`
== log4j
info 2024-05-01 10:00:00,123 INFO  [error-handler-1] com.example.Main - started
error 2024-05-01 10:00:00,123 ERROR [info-thread] com.example.Main - not started
warn 2024-05-01 10:00:00 WARN  ErrorController:42 - slow
info [main] INFO com.example.ErrorHandler - error handler ready
error [info-1] ERROR com.example.InfoService - no info
info 0    [main] INFO  com.example.Errors  - 0 errors
fatal 2024-05-01 10:00:00,123 FATAL [main] com.example.Main - INFO queue lost
debug 12:00:00.123 DEBUG com.example.fatal.Fatal - error=null
info 10:00:00,123 |-INFO in ch.qos.logback.classic.LoggerContext[default] - Could NOT find resource [logback-test.xml]
error 10:00:00,123 |-ERROR in ch.qos.logback.core.joran - no applicable action
warn log4j:WARN No appenders could be found for logger (com.example.ERROR).
error log4j:ERROR Could not find value for key log4j.appender.info
warn ERROR_LOG 2024-05-01 10:00:00,123 WARN com.example - name before the level
info 2024-05-01T10:00:00,123Z [pool-1-thread-3] INFO  ERROR - logger with a name
error 2024-05-01 10:00:00.123 | SEVERE | com.example.Main | stopped
error SEVERE: Servlet.service() for servlet [x] threw exception
info INFO: Server startup in [812] milliseconds
warn WARNING: A command line option has enabled the Security Manager
error May 01, 2024 10:00:00 AM org.apache.catalina.core.StandardService startInternal␊SEVERE: Failed to start connector
info 01-May-2024 10:00:00.000 INFO [main] org.apache.catalina.startup.Catalina.start error count [0]
error 01-May-2024 10:00:00.000 SEVERE [main] org.apache.catalina.startup.Catalina.start broken
debug FINE: error not raised
== logback, Spring
info 2024-05-01T10:00:00.123Z  INFO 1 --- [           main] c.e.ErrorApplication                     : Started ErrorApplication in 2.3 seconds
error 2024-05-01T10:00:00.123Z ERROR 1 --- [nio-8080-exec-1] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() threw exception
warn 2024-05-01 10:00:00.123  WARN 1 --- [  restartedMain] o.s.boot.actuate.info.InfoEndpoint       : no info
info 10:00:00.123 [error-handler-1] INFO  c.e.Main - done
info 10:00:00.123 [http-nio-8080-exec-1] INFO  c.e.Main [traceId=abc, error=false] - done
error 10:00:00.123 [WARN-worker] ERROR c.e.Main - undone
debug 10:00:00.123 [main] DEBUG o.s.w.s.h.SimpleMappingExceptionResolver - Resolving exception from handler: NotFoundException
info 10:00:00.123 [main] INFO  c.e.Main - java.lang.IllegalStateException was expected here
error java.lang.NullPointerException: Cannot invoke "String.length()" because "s" is null
error ␉at com.example.InfoService.get(InfoService.java:12)
error ␉at java.base/java.lang.Thread.run(Thread.java:840)
error Caused by: org.postgresql.util.PSQLException: ERROR: relation "info" does not exist
error ␉... 37 common frames omitted
error ␉Suppressed: java.io.IOException: closed
error java.util.concurrent.ExecutionException: java.lang.RuntimeException: x␊␉at a.b.C.d(C.java:1)␊Caused by: java.lang.RuntimeException: x
info 2024-05-01T10:00:00.123Z  INFO 1 --- [           main] o.s.b.w.embedded.tomcat.TomcatWebServer  : exception translation enabled for 3 handlers
warn 2024-05-01T10:00:00.123Z  WARN 1 --- [           main] c.e.Main : java.net.SocketTimeoutException: Read timed out
info {"@timestamp":"2024-05-01T10:00:00.123Z","@version":"1","message":"ERROR topic","logger_name":"c.e.Main","thread_name":"main","level":"INFO","level_value":20000}
error {"@timestamp":"2024-05-01T10:00:00.123Z","message":"x","logger_name":"c.e.Info","level":"ERROR","level_value":40000}
info ␛[2m2024-05-01T10:00:00.123Z␛[0;39m ␛[32m INFO␛[0;39m ␛[35m1␛[0;39m --- [main] c.e.Main : no error
error ␛[2m2024-05-01T10:00:00.123Z␛[0;39m ␛[31mERROR␛[0;39m ␛[35m1␛[0;39m --- [main] c.e.Main : info lost
unknown :: Spring Boot ::                (v3.2.5)
== Hadoop, HDFS, Spark, ZooKeeper
info 081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 for block blk_38865049064139660 terminating
warn 081109 214043 2561 WARN dfs.DataNode$DataXceiver: 10.251.30.85:50010:Got exception while serving blk_-2918118818249673980 to /10.251.90.64:
error 081110 000001 12 ERROR dfs.DataNode: DatanodeRegistration: INFO server unavailable
info 2015-10-17 15:37:56,547 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: Created MRAppMaster for application appattempt_1445062781478_0011_000001
error 2015-10-17 15:37:57,634 ERROR [main] org.apache.hadoop.x.InfoServer: failed=1
info 2015-10-17 15:38:03,123 INFO [eventHandlingThread] org.apache.hadoop.x: task_1 Task Transitioned from RUNNING to FAILED
info 2015-10-17 15:38:03,123 INFO [AsyncDispatcher event handler] org.apache.hadoop.x: Diagnostics report from attempt_1: Error: java.net.NoRouteToHostException
warn 2015-10-18 18:05:27,570 WARN [LeaseRenewer:msrabi@msra-sa-41:9000] org.apache.hadoop.hdfs.LeaseRenewer: Failed to renew lease for [DFSClient] for 30 seconds. Will retry shortly ...
fatal 2015-10-18 18:05:27,570 FATAL [main] org.apache.hadoop.mapred.YarnChild: Error running child
info 17/06/09 20:10:45 INFO storage.BlockManager: Found block rdd_2_0 locally, errors 0
warn 17/06/09 20:10:48 WARN python.PythonWorkerFactory: no error handler
error 17/06/09 20:11:04 ERROR executor.CoarseGrainedExecutorBackend: RECEIVED SIGNAL TERM
error 24/05/01 10:00:00 ERROR SparkContext: Error initializing SparkContext.
info 24/05/01 10:00:00 INFO DAGScheduler: Job 0 failed: count at x.scala:3, took 3.2 s
unknown Using Spark's default log4j profile: org/apache/spark/log4j-defaults.properties
unknown Setting default log level to "WARN".
unknown To adjust logging level use sc.setLogLevel(newLevel).
info 2015-07-29 17:41:41,536 - INFO  [main:QuorumPeerConfig@101] - Reading configuration from: /etc/error/zoo.cfg
warn 2015-07-29 17:42:30,405 - WARN  [RecvWorker:188978561024:QuorumCnxManager$RecvWorker@762] - Connection broken for id 188978561024, my id = 1, error =
error 2015-07-29 17:42:30,405 - ERROR [LearnerHandler-/10.10.34.11:52225:LearnerHandler@562] - Unexpected exception causing shutdown
info [2024-05-01 10:00:00,123] INFO [KafkaServer id=1] started (kafka.server.KafkaServer)
error [2024-05-01 10:00:00,123] ERROR [Broker id=1] Received LeaderAndIsr with unknown epoch (state.change.logger)
info [2024-05-01 10:00:00,123] INFO Completed load of log error-topic-0 with 0 errors (kafka.log.Log)
warn [2024-05-01T10:00:00,123][WARN ][o.e.d.e.ErrorResponse    ] [node-1] slow
info [2024-05-01T10:00:00,123][INFO ][o.e.n.Node               ] [error-node] started
error [2024-05-01T10:00:00,123][ERROR][o.e.b.Bootstrap          ] [node-1] Exception
== Android logcat
error 05-01 10:00:00.123  1234  1250 E AndroidRuntime: FATAL EXCEPTION: main
debug 05-01 10:00:00.123  1234  1250 D ErrorReporter: nothing failed
info 05-01 10:00:00.123  1234  1250 I am_crash: [1234,0,com.example]
warn 05-01 10:00:00.123  1234  1250 W System.err: java.lang.RuntimeException: x
trace 05-01 10:00:00.123  1234  1250 V Error   : error=0
fatal 05-01 10:00:00.123  1234  1250 F libc    : Fatal signal 11 (SIGSEGV), code 1
fatal 05-01 10:00:00.123  1234  1250 F DEBUG   : *** *** *** *** ***
debug D/Error(  1234): no
error E/Debug(  1234): yes
warn W/InfoService: late
info I/ErrorTag(12345): Success
trace V/WARN: x
debug 2024-05-01 10:00:00.123 1234-1250/com.example.error D/Main: ok
error 2024-05-01 10:00:00.123 1234-1250/com.example.info E/Main: not ok
info 05-01 10:00:00.123 I/ActivityManager(  585): Process com.example.error (pid 1234) has died
error 05-01 10:00:00.123 E/ActivityManager(  585): ANR in com.example
warn 2024-05-01 10:00:00.123  1234-1250  Choreographer           com.example                          W  Skipped 31 frames!
info 2024-05-01 10:00:00.123  1234-1250  ErrorTag                com.example                          I  ready
unknown --------- beginning of crash
unknown A/B test "error page" is on
unknown Plan E was chosen over plan W
unknown I saw E/W signs on the road
`);
