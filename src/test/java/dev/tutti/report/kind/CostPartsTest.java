package dev.tutti.report.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.SkillRevision;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.Report;
import dev.tutti.store.Store;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waste and unit costs of a small ledger, of which every sum is known. A prompt costs $0.15. */
class CostPartsTest {
  private static final DeploymentId MINI = new DeploymentId("openai", "gpt-4o-mini");
  private static final Usage MILLION = Usage.of(1_000_000, 0);
  private static final Caller RED = new Caller("key-1", "red", "");

  @TempDir Path folder;
  private final TestingLoop loop = new TestingLoop();
  private SeededReports reports;

  @BeforeEach
  void open() {
    reports = new SeededReports(folder, 0);
  }

  @AfterEach
  void close() {
    reports.close();
  }

  private void ask(Caller caller, SkillRevision skill, String task, Outcome... outcomes) {
    var call = new Call("call", caller, loop, Duration.ofMinutes(1));
    call.subject(new CallSubject("POST", "/v1/chat/completions", Operation.CHAT, "fast", true));
    call.skill(skill);
    call.tail().forTask(task);
    for (var outcome : outcomes) {
      var attempt = call.attempt(MINI);
      reports.ledger().admit(ChatRequest.builder("fast").user("Hi").build(), call, attempt);
      attempt.admitted();
      attempt.settle(outcome);
    }
    reports.ledger().ended(call, new CallEnd(outcomes[outcomes.length - 1].word(), 200));
  }

  private static Outcome whole() {
    return new Outcome.Completed(MILLION);
  }

  private static Outcome failed(FaultCode code) {
    return new Outcome.Failed(Fault.of(code, "no"), MILLION);
  }

  private Report report(String filter) {
    Store.await(reports.ledger().flush());
    return reports.report(ReportKind.COST, "2026-04-04", "2026-04-06", "UTC", filter);
  }

  private static DataTable table(Report report, String key) {
    return report.sections().stream()
        .flatMap(section -> section.elements().stream())
        .filter(DataTable.class::isInstance)
        .map(DataTable.class::cast)
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> row(List<Cell> cells) {
    return cells.stream()
        .map(
            cell ->
                switch (cell) {
                  case Cell.Amount(var figure) ->
                      figure.value().map(CostPartsTest::plain).orElse("-");
                  case Cell.Label(String key) -> key;
                  case Cell.Text(String text) -> text;
                  default -> "?";
                })
        .toList();
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static Stream<String> figure(Report report, String key) {
    return report.sections().stream()
        .flatMap(section -> section.elements().stream())
        .filter(FigureList.class::isInstance)
        .flatMap(list -> ((FigureList) list).entries().stream())
        .filter(entry -> entry.key().equals(key))
        .map(entry -> entry.figure().value().map(CostPartsTest::plain).orElse("-"));
  }

  @Test
  void waste_is_told_by_what_it_was_spent_on() {
    ask(RED, SkillRevision.NONE, "", whole(), whole());
    ask(RED, SkillRevision.NONE, "", failed(FaultCode.OVERLOADED), whole());
    ask(RED, SkillRevision.NONE, "", failed(FaultCode.CANCELLED));
    ask(new Caller("", "tutti", "health-probe"), SkillRevision.NONE, "", whole());
    var waste = table(report(""), "waste");
    assertThat(waste.rows().stream().map(CostPartsTest::row))
        .containsExactly(
            List.of("waste_abandoned", "1", "0.15", "0.166666666667"),
            List.of("waste_failed", "1", "0.15", "0.166666666667"),
            List.of("waste_probes", "1", "0.15", "0.166666666667"));
  }

  @Test
  void sessions_tasks_and_executions_of_skills_have_their_costs() {
    var skill = new SkillRevision("hello", "1.0.0");
    ask(RED.inSession("trip"), SkillRevision.NONE, "", whole(), whole());
    ask(RED.inSession("trip"), skill, "", whole());
    ask(RED.inSession("other"), skill, "task_1", whole());
    ask(RED, skill, "task_2", failed(FaultCode.OVERLOADED));
    ask(RED, SkillRevision.NONE, "", whole());
    var report = report("");
    assertThat(figure(report, "session_count")).containsExactly("2");
    assertThat(figure(report, "cost_per_session")).containsExactly("0.3");
    assertThat(figure(report, "cost_per_task")).containsExactly("0.15");
    assertThat(figure(report, "cost_per_skill_run")).containsExactly("0.15");
    assertThat(figure(report, "cost_per_completed_skill_run")).containsExactly("0.225");
    assertThat(table(report, "session").rows().stream().map(CostPartsTest::row))
        .containsExactly(
            List.of("trip", "0.45", "2", "3000000", "0"),
            List.of("other", "0.15", "1", "1000000", "0"));
    assertThat(table(report, "task").rows().stream().map(row -> row(row).getFirst()))
        .containsExactlyInAnyOrder("task_1", "task_2");
  }

  @Test
  void a_filter_of_attempts_leaves_sessions_out() {
    ask(RED.inSession("trip"), SkillRevision.NONE, "", whole());
    var report = report("provider=openai");
    assertThat(figure(report, "session_count")).isEmpty();
    assertThat(table(report, "waste").rows()).isNotEmpty();
  }
}
