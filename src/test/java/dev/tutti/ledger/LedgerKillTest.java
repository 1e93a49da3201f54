package dev.tutti.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process whose calls end, {@code -Dtutti.kills=20} times when asked to. */
class LedgerKillTest {
  private static final int KILLS = Integer.getInteger("tutti.kills", 2);
  private static final long CALLS = 5_000;

  /** Records that wait while others are written, and those that are written. */
  private static final long MOST_RECORDS = 2L * LedgerSettings.defaults().batch();

  @TempDir Path folder;

  /**
   * State of the books.
   *
   * @param nanoDollars what all attempts cost
   */
  private record Books(long attempts, long calls, long nanoDollars) {}

  @Test
  void kill_9_loses_what_waited_and_sums_never_go_back() throws Exception {
    var before = new Books(0, 0, 0);
    long most = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long ended = endUntilKilled();
      var after = books();
      long attempts = after.attempts - before.attempts;
      long calls = after.calls - before.calls;
      long lost = 2 * ended - attempts - calls;
      assertThat(attempts).isBetween(0L, ended + KilledLedger.STEP);
      assertThat(calls).isBetween(0L, ended + KilledLedger.STEP);
      assertThat(lost).as("records lost by kill " + kill).isLessThanOrEqualTo(MOST_RECORDS);
      assertThat(after.nanoDollars).isEqualTo(after.attempts * 150_000);
      most = Math.max(most, lost);
      before = after;
    }
    System.out.printf("%d kills, %d calls, at most %d records lost%n", KILLS, before.calls, most);
  }

  /** How many calls the process said had ended. */
  private long endUntilKilled() throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledLedger.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long ended = 0;
    try (var out = process.inputReader()) {
      while (ended < CALLS) {
        ended = Long.parseLong(next(out));
      }
      process.toHandle().destroyForcibly(); // unlike the process's own, it leaves the output open
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        ended = Long.parseLong(line);
      }
    } finally {
      process.destroyForcibly();
    }
    return ended;
  }

  private static String next(BufferedReader out) throws IOException {
    return Optional.ofNullable(out.readLine()).orElseThrow(() -> new IOException("it ended"));
  }

  private Books books() {
    try (var store = Store.open(StoreSettings.in(folder))) {
      return Store.await(
          store.read(
              handle ->
                  new Books(
                      one(handle, "SELECT count(*) FROM attempt"),
                      one(handle, "SELECT count(*) FROM call"),
                      one(handle, "SELECT coalesce(sum(cost), 0) FROM attempt"))));
    }
  }

  private static long one(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(Long.class).one();
  }
}
