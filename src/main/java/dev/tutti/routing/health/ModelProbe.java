package dev.tutti.routing.health;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.resilience.breaker.Breakers;
import dev.tutti.routing.balance.Candidate;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Tests of models because somebody asked: every deployment behind the names gets one chat of one
 * token, all at the same time. A breaker that keeps calls away from one lets the test through as
 * its probe. Thread-safe.
 */
public final class ModelProbe {
  private static final Caller CALLER = new Caller("", "tutti", "model-test");
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Breakers breakers;
  private final RandomGenerator random;

  /**
   * @param breakers those that the deployments have
   */
  public ModelProbe(Breakers breakers, RandomGenerator random) {
    this.breakers = breakers;
    this.random = random;
  }

  /**
   * Result of the test of one deployment.
   *
   * @param error why it did not answer, empty if it did
   */
  public record Tested(boolean accessible, Duration took, String error) {
    private static Tested failed(String error) {
      return new Tested(false, Duration.ZERO, error);
    }
  }

  /**
   * Result of the test of one name.
   *
   * @param whole accessible if any deployment is, then with the shortest time
   * @param deployments each of them by its name; none when nobody knows the model
   */
  public record Result(Tested whole, Map<String, Tested> deployments) {}

  /**
   * Tests models; takes 5 s at most. A name that is not known is a result, too.
   *
   * @param members the deployments behind a name, or a fault
   */
  public Future<Map<String, Result>> run(
      Function<String, List<Candidate>> members, List<String> names, Loop loop) {
    var known = new LinkedHashMap<String, List<Candidate>>();
    var unknown = new LinkedHashMap<String, Result>();
    for (var name : names) {
      try {
        known.put(name, members.apply(name));
      } catch (Fault fault) {
        unknown.put(name, new Result(Tested.failed(words(fault)), Map.of()));
      }
    }
    return all(known, loop)
        .map(
            tested -> {
              var results = new LinkedHashMap<String, Result>(unknown);
              known.forEach((name, each) -> results.put(name, result(each, tested)));
              return results;
            });
  }

  /** Each deployment once, however many names stand for it. */
  private Future<Map<DeploymentId, Tested>> all(Map<String, List<Candidate>> members, Loop loop) {
    var running = new LinkedHashMap<DeploymentId, Future<Tested>>();
    members.values().stream()
        .flatMap(List::stream)
        .forEach(each -> running.computeIfAbsent(each.target(), _ -> test(each, loop)));
    return Future.join(List.copyOf(running.values()))
        .map(
            _ ->
                running.entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, each -> each.getValue().result())));
  }

  private Future<Tested> test(Candidate candidate, Loop loop) {
    if (!breakers.permits(candidate.target())) {
      var _ = breakers.probeBest(List.of(candidate.target()));
    }
    var call = new Call("test-" + Long.toHexString(random.nextLong()), CALLER, loop, LIMIT);
    return new Probe(HealthSettings.ProbeKind.CHAT, candidate)
        .ask(call)
        .transform(
            done ->
                Future.succeededFuture(
                    new Tested(
                        done.succeeded(),
                        call.elapsed(),
                        done.succeeded() ? "" : words(Fault.from(done.cause())))));
  }

  private static String words(Fault fault) {
    return fault.code().code() + ": " + fault.getMessage();
  }

  private static Result result(List<Candidate> members, Map<DeploymentId, Tested> tested) {
    var each = new TreeMap<String, Tested>();
    members.forEach(
        member ->
            each.put(
                member.target().deployment(),
                tested.getOrDefault(member.target(), Tested.failed("not tested"))));
    return new Result(whole(each), each);
  }

  private static Tested whole(Map<String, Tested> each) {
    return each.values().stream()
        .filter(Tested::accessible)
        .min(Comparator.comparing(Tested::took))
        .orElseGet(() -> none(each));
  }

  private static Tested none(Map<String, Tested> each) {
    var longest = each.values().stream().map(Tested::took).max(Duration::compareTo);
    var errors = each.values().stream().map(Tested::error).distinct();
    return new Tested(
        false, longest.orElse(Duration.ZERO), errors.collect(Collectors.joining("; ")));
  }
}
