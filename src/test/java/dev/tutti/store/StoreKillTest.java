package dev.tutti.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a writing process, {@code -Dtutti.kills=20} times when asked to. */
class StoreKillTest {
  private static final int KILLS = Integer.getInteger("tutti.kills", 2);
  private static final int ROWS = 50;

  @TempDir Path folder;

  @Test
  void what_was_acknowledged_survives_kill_9() throws Exception {
    var acknowledged = new ArrayList<Long>();
    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged.addAll(writeUntilKilled(kill * 1_000_000L));
      try (var store = Store.open(StoreSettings.in(folder))) {
        assertThat(rows(store, "SELECT id FROM row WHERE half = 2"))
            .as("after kill " + kill)
            .containsAll(acknowledged);
        assertThat(rows(store, "SELECT id FROM row GROUP BY id HAVING count(*) <> 2"))
            .as("torn transactions")
            .isEmpty();
      }
    }
    System.out.println(KILLS + " kills, " + acknowledged.size() + " acknowledged writes, 0 lost");
  }

  private List<Long> writeUntilKilled(long from) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                folder.toString(),
                Long.toString(from))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var lines = new ArrayList<Long>();
    try (var out = process.inputReader()) {
      while (lines.size() < ROWS) {
        lines.add(Long.parseLong(next(out)));
      }
      assertThatThrownBy(() -> Store.open(StoreSettings.in(folder)))
          .hasMessageContaining("is used by process " + process.pid());
      process.toHandle().destroyForcibly(); // unlike the process's own, it leaves the output open
      out.lines().map(Long::parseLong).forEach(lines::add);
    } finally {
      process.destroyForcibly();
    }
    return lines;
  }

  private static String next(BufferedReader out) throws IOException {
    return Optional.ofNullable(out.readLine()).orElseThrow(() -> new IOException("it ended"));
  }

  private static List<Long> rows(Store store, String sql) {
    return Store.await(store.read(handle -> handle.select(sql).mapTo(Long.class).list()));
  }
}
