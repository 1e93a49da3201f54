package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.report.schedule.ReportScheduler;
import dev.tutti.report.schedule.ScheduleRun;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/reports/schedules}: which reports come by themselves, and what became of them.
 */
public record ReportSchedulesEndpoint(ReportScheduler scheduler) implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    exchange.when(
        scheduler.runs(),
        runs -> {
          var known =
              runs.stream().collect(Collectors.toMap(ScheduleRun::name, Function.identity()));
          var answer = Json.object();
          var data = answer.putArray("data");
          for (var schedule : scheduler.schedules()) {
            var one = data.addObject().put("name", schedule.name());
            one.put("kind", schedule.kind()).put("to", schedule.receiver());
            one.put("next", scheduler.next(schedule).toString());
            var run = known.get(schedule.name());
            if (run != null) {
              put(one.putObject("last"), run);
            }
          }
          exchange.json(answer);
        });
  }

  private static void put(ObjectNode to, ScheduleRun run) {
    to.put("due", run.due().toString())
        .put("state", run.state().word())
        .put("tries", run.tries())
        .put("met", run.last());
  }
}
