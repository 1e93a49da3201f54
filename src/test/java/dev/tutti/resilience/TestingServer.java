package dev.tutti.resilience;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.time.Duration;
import java.util.Random;

/**
 * An upstream in virtual time that serves so many calls at once at its usual speed; beyond that,
 * they share what there is: latency grows with their number. Callers ask again as soon as they are
 * answered, so it is always wanted by as many as the test says.
 */
public final class TestingServer {
  private final TestingLoop loop;
  private final Guard guard;
  private final Random random;
  private final DeploymentId target = new DeploymentId("p", "m");
  private final ChatRequest request;
  public int capacity = 50;
  public int refusesAbove = Integer.MAX_VALUE;
  public Duration usual = Duration.ofMillis(400);
  public Duration speaking = Duration.ZERO;
  double noise = 0.2;
  public boolean open = true;
  private int inFlight;
  private int most;
  private int refused;

  public TestingServer(TestingLoop loop, Guard guard, long seed, boolean stream) {
    this.loop = loop;
    this.guard = guard;
    this.random = new Random(seed);
    var asked = ChatRequest.builder("m").user("Hi").build();
    this.request = stream ? asked.streamed() : asked;
  }

  /** So many callers that ask again and again. */
  public void callers(int many) {
    for (int i = 0; i < many; i++) {
      loop.timer(Duration.ofMillis(random.nextInt(1_000)), this::ask);
    }
  }

  public int inFlight() {
    return inFlight;
  }

  /** The most calls at once since this was asked last. */
  public int most() {
    int was = most;
    most = inFlight;
    return was;
  }

  public int refused() {
    return refused;
  }

  private void ask() {
    if (!open) {
      return;
    }
    var call = new Call("id", Caller.ANONYMOUS, loop, Duration.ofHours(1));
    var attempt = call.attempt(target);
    guard
        .admit(request, call, attempt)
        .onComplete(
            _ -> serve(attempt),
            late -> {
              attempt.settle(new Outcome.Failed(Fault.from(late), Usage.NONE));
              again(Duration.ofSeconds(1));
            });
  }

  private void serve(Attempt attempt) {
    attempt.admitted();
    inFlight++;
    most = Math.max(most, inFlight);
    if (inFlight > refusesAbove) {
      refused++;
      loop.timer(
          Duration.ofMillis(20),
          () ->
              end(attempt, new Outcome.Failed(Fault.of(FaultCode.RATE_LIMITED, "x"), Usage.NONE)));
      return;
    }
    double load = Math.max(1, (double) inFlight / capacity);
    double luck = Math.exp(noise * random.nextGaussian() - noise * noise / 2);
    loop.timer(
        Duration.ofNanos((long) (usual.toNanos() * load * luck)),
        () -> {
          attempt.firstToken();
          var rest = Duration.ofNanos((long) (speaking.toNanos() * random.nextDouble(0.5, 1.5)));
          loop.timer(rest, () -> end(attempt, new Outcome.Completed(Usage.NONE)));
        });
  }

  private void end(Attempt attempt, Outcome outcome) {
    inFlight--;
    attempt.settle(outcome);
    again(Duration.ofMillis(1));
  }

  private void again(Duration after) {
    loop.timer(after, this::ask);
  }
}
