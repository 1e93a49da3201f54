package dev.tutti.gateway.admin;

import dev.tutti.change.Author;
import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.change.Subject;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.config.WrittenSection;
import dev.tutti.http.HttpExchange;
import dev.tutti.report.schedule.ReportSchedule;
import dev.tutti.report.schedule.ReportScheduler;
import dev.tutti.report.schedule.ScheduleRun;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /admin/reports/schedules}: which reports come by themselves, what became of them, and new
 * ones and others in the place of known ones. What takes one away is {@link SectionsEndpoint}'s.
 *
 * @param inForce the configuration of the moment
 */
public record ReportSchedulesEndpoint(
    ReportScheduler scheduler, Changes changes, Supplier<CurrentConfiguration> inForce) {
  private static final int LONGEST_BODY = 64 << 10;
  private static final String NAME = "name";
  private static final String FOLDER = "folder";
  private static final Path ROOM = Path.of("reports");

  /** {@code GET /admin/reports/schedules}. */
  public void list(HttpExchange exchange) {
    exchange.when(
        scheduler.runs(),
        runs -> {
          var now = inForce.get();
          var known =
              runs.stream().collect(Collectors.toMap(ScheduleRun::name, Function.identity()));
          var answer = Json.object();
          var data = answer.putArray("data");
          scheduler.schedules().forEach(each -> data.add(json(each, known.get(each.name()), now)));
          Revisions.answer(exchange, now.overlay().revision(), answer);
        });
  }

  private ObjectNode json(
      ReportSchedule schedule, @Nullable ScheduleRun run, CurrentConfiguration now) {
    var origin =
        now.section(Subject.reportSchedule(schedule.name()))
            .map(WrittenSection::origin)
            .orElse("configuration");
    var one =
        Json.object()
            .put(NAME, schedule.name())
            .put("kind", schedule.kind())
            .put("to", schedule.receiver())
            .put("next", scheduler.next(schedule).toString())
            .put("origin", origin);
    if (run != null) {
      last(one.putObject("last"), run);
    }
    return one;
  }

  private static void last(ObjectNode to, ScheduleRun run) {
    to.put("due", run.due().toString())
        .put("state", run.state().word())
        .put("tries", run.tries())
        .put("met", run.last());
  }

  /** {@code POST /admin/reports/schedules}: a new one, whose name is in the body. */
  public void add(HttpExchange exchange) {
    var author = Revisions.author(exchange);
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(
            body ->
                exchange.attempt(
                    () -> {
                      var subject =
                          SectionsEndpoint.added(Subject.Kind.REPORT_SCHEDULE, body, inForce.get());
                      give(exchange, subject, body, author);
                    }))
        .onFailure(exchange::fail);
  }

  /** {@code PUT /admin/reports/schedules/{name}}: added, or put in place of what is there. */
  public void put(HttpExchange exchange) {
    var author = Revisions.author(exchange);
    var subject = Subject.reportSchedule(exchange.path(NAME));
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(body -> exchange.attempt(() -> give(exchange, subject, body, author)))
        .onFailure(exchange::fail);
  }

  private void give(HttpExchange exchange, Subject subject, ObjectNode body, Author author) {
    requireOwnFolder(body);
    exchange.when(
        changes.give(subject, body, author),
        result -> Revisions.answer(exchange, result.revision(), given(subject)));
  }

  /**
   * Who may change the configuration need not be who may write anywhere on the machine, so that
   * only the file names other folders than those of reports.
   */
  private static void requireOwnFolder(ObjectNode schedule) {
    var folder = schedule.path(FOLDER);
    if (!folder.isMissingNode() && !folder.isNull() && !isOwn(folder.asString(""))) {
      throw Fault.invalid(
          FOLDER, folder + " (expected: reports, or a folder in it such as reports/weekly)");
    }
  }

  private static boolean isOwn(String folder) {
    try {
      var path = Path.of(folder);
      return folder.indexOf('$') < 0 && path.equals(path.normalize()) && path.startsWith(ROOM);
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private ObjectNode given(Subject subject) {
    var json = Json.object().put(NAME, subject.name());
    inForce
        .get()
        .section(subject)
        .ifPresent(
            written -> {
              json.put("origin", written.origin());
              json.set("config", written.masked());
            });
    return json;
  }
}
