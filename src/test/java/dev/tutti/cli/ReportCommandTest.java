package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Rig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Reports on the command line. */
class ReportCommandTest {
  @RegisterExtension static final Rig rig = Rig.resilient(Rig.PLAIN);

  private static TestingCli run(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--url", rig.tutti().url()));
    return TestingCli.run(all.toArray(String[]::new));
  }

  @Test
  void a_report_is_markdown_unless_another_form_is_wanted() {
    assertThat(run("report", "summary", "--since", "7d").out()).startsWith("# Summary\n");
    assertThat(run("report", "errors", "--lang", "zh", "owner=red").out()).startsWith("# 错误\n");
    var json = Json.tree(run("report", "cost", "--format", "json", "--no-compare").out());
    assertThat(json.path("kind").asString()).isEqualTo("cost");
    assertThat(json.has("previous")).isFalse();
    var csv = run("report", "cost", "--format", "csv", "--table", "unit_cost").out();
    assertThat(csv).startsWith("figure,value,unit,previous,change,n,flags\r\n");
  }

  @Test
  void a_file_gets_the_bytes_as_they_are(@TempDir Path folder) throws Exception {
    var file = folder.resolve("report.zip");
    run("report", "trends", "--format", "csv", "--out", file.toString());
    assertThat(Files.readAllBytes(file)).startsWith('P', 'K');
  }

  @Test
  void an_invoice_is_laid_beside_the_ledger(@TempDir Path folder) throws Exception {
    var invoice = folder.resolve("invoice.csv");
    Files.writeString(invoice, "day,model,amount\n2026-03-01,gpt-4o,5\n");
    var told = run("report", "reconcile", "--invoice", invoice.toString(), "--zone", "UTC").out();
    assertThat(told).contains("The invoice says $5.00, the ledger $0.00", "not in the ledger");
  }

  @Test
  void what_is_wrong_is_told() {
    assertThat(run("report", "poetry").err()).contains("expected: one of summary, performance");
    assertThat(run("report", "cost", "colour=red").err()).contains("filter");
  }
}
