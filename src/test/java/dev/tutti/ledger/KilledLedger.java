package dev.tutti.ledger;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A program whose calls end, some thousand a second, and that says how many have. */
final class KilledLedger {
  static final int STEP = 50;
  private static final DeploymentId MINI = new DeploymentId("openai", "gpt-4o-mini");

  /** Nanoseconds a call: 5,000 a second. */
  private static final long EACH = 200_000;

  /** Records that may wait, with those of a step and those that are being written. */
  private static final int MOST_WAITING = 2 * LedgerSettings.defaults().batch() - 4 * STEP;

  private KilledLedger() {}

  public static void main(String[] args) {
    var store = Store.open(StoreSettings.in(Path.of(args[0])));
    var settings = LedgerSettings.defaults();
    var ledger = Ledger.open(store, Prices::shipped, InstantSource.system(), settings);
    var loop = new TestingLoop();
    long began = System.nanoTime();
    for (long count = STEP; ; count += STEP) {
      for (int i = 0; i < STEP; i++) {
        end(ledger, loop);
      }
      System.out.println(count);
      while (System.nanoTime() - began < count * EACH) {
        Thread.onSpinWait();
      }
      Patience.until(
          () -> ledger.stats().waiting() <= MOST_WAITING, "a disk that is slow has caught up");
    }
  }

  private static void end(Ledger ledger, TestingLoop loop) {
    var request = ChatRequest.builder("fast").user("Hello").build();
    var call = new Call("call", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));
    call.subject(new CallSubject("POST", "/v1/chat/completions", Operation.CHAT, "fast", false));
    var attempt = call.attempt(MINI);
    var _ = ledger.admit(request, call, attempt);
    attempt.settle(new Outcome.Completed(Usage.of(1_000, 0)));
    ledger.ended(call, new CallEnd(CallEnd.COMPLETED, 200));
  }
}
