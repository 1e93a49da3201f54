package dev.tutti.report;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.Decision;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.RequestIds;
import dev.tutti.call.SkillRevision;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Calls that begin and end without a server: of one key for one model, as a load generator sends
 * them, or of forty keys for eight models, with users, sessions, skills, streams, prompt caches and
 * retries, as a company does. Not thread-safe.
 */
final class RecorderTraffic {
  private static final int KEYS = 40;
  private static final int USERS = 2_000;
  private static final List<Asked> MODELS =
      List.of(
          new Asked("fast", new DeploymentId("openai", "gpt-4o-mini")),
          new Asked("smart", new DeploymentId("openai", "gpt-4o")),
          new Asked("small", new DeploymentId("openai", "gpt-4.1-mini")),
          new Asked("nano", new DeploymentId("openai", "gpt-4.1-nano")),
          new Asked("claude", new DeploymentId("anthropic", "claude-sonnet-4")),
          new Asked("long", new DeploymentId("gemini", "gemini-2.5-pro")),
          new Asked("local", new DeploymentId("ollama", "qwen3:8b")),
          new Asked("odd", new DeploymentId("mine", "unheard-of")));

  private final boolean mixed;
  private final SplittableRandom random = new SplittableRandom(3);
  private final RequestIds ids =
      new RequestIds(InstantSource.system(), RandomGenerator.getDefault());
  private final TestingLoop loop = new TestingLoop();

  /**
   * @param mixed whether they are a company's
   */
  RecorderTraffic(boolean mixed) {
    this.mixed = mixed;
  }

  /** Whoever is told of calls, as guards and observers are. */
  interface Observer {
    void admit(ChatRequest request, Call call, Attempt attempt);

    void ended(Call call, CallEnd end);
  }

  private record Asked(String model, ChatRequest whole, ChatRequest streamed, DeploymentId target) {
    Asked(String model, DeploymentId target) {
      this(
          model,
          ChatRequest.builder(model).user("Hello").build(),
          ChatRequest.builder(model).user("Hello").build().streamed(),
          target);
    }
  }

  /** Begins and ends a call. */
  void call(Observer observer) {
    var asked = MODELS.get(mixed ? skewed(MODELS.size()) : 0);
    var request = mixed && random.nextBoolean() ? asked.streamed : asked.whole;
    var call = new Call(ids.next(), caller(), loop, Duration.ofMinutes(1));
    call.subject(
        new CallSubject("POST", endpoint(), Operation.CHAT, asked.model, request.stream()));
    if (mixed && random.nextInt(5) == 0) {
      call.skill(new SkillRevision("support", "1.0.0"));
    }
    pass(20);
    if (mixed && random.nextInt(25) == 0) {
      var fault = Fault.of(FaultCode.OVERLOADED, "busy");
      attempt(observer, call, asked, request, new Outcome.Failed(fault, Usage.NONE));
    }
    attempt(observer, call, asked, request, new Outcome.Completed(usage()));
    observer.ended(call, new CallEnd(CallEnd.COMPLETED, 200));
  }

  private Caller caller() {
    int key = mixed ? skewed(KEYS) : 0;
    var user = mixed && random.nextInt(3) > 0 ? "user-" + skewed(USERS) : "";
    var caller = new Caller("key_" + key, "owner-" + key % 12, user);
    boolean inSession = mixed && random.nextInt(4) == 0;
    return inSession ? caller.inSession("s-" + random.nextInt(5_000)) : caller;
  }

  private String endpoint() {
    return mixed && random.nextInt(3) == 0 ? "/v1/messages" : "/v1/chat/completions";
  }

  private void attempt(
      Observer observer, Call call, Asked asked, ChatRequest request, Outcome outcome) {
    var reason = call.attempts().isEmpty() ? Decision.Reason.FIRST : Decision.Reason.RETRY;
    call.decision()
        .add(
            new Decision.Step(
                asked.model,
                Decision.FIRST_LINK,
                "fastest",
                List.of(new Decision.Option(asked.target, 0, Duration.ZERO)),
                List.of(),
                asked.target,
                reason));
    var attempt = call.attempt(asked.target);
    observer.admit(request, call, attempt);
    pass(15);
    attempt.admitted();
    pass(400_000);
    attempt.status(outcome instanceof Outcome.Completed ? 200 : 503);
    if (request.stream()) {
      attempt.firstToken();
      pass(2_000_000);
    }
    attempt.settle(outcome);
  }

  private Usage usage() {
    int input = 1 + random.nextInt(2_000);
    boolean cached = mixed && random.nextInt(3) == 0;
    return new Usage(input, 1 + random.nextInt(500), cached ? input / 2 : 0, 0, 0, 0, 0, false);
  }

  /** Lets up to so many microseconds pass. */
  private void pass(int micros) {
    loop.advance(Duration.ofNanos(1_000L * (1 + random.nextInt(micros))));
  }

  /** A small number is likelier than a large one. */
  private int skewed(int bound) {
    double some = random.nextDouble();
    return (int) (bound * some * some * some);
  }
}
