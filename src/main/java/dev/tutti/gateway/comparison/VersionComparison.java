package dev.tutti.gateway.comparison;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.ledger.CallFields;
import dev.tutti.ledger.CallPage;
import dev.tutti.ledger.CallRow;
import dev.tutti.ledger.Ledger;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Comparison of two versions of a skill by their latest calls, among the newest 100,000 calls of
 * all. Calls that the cache or another call's answer has answered are no evidence. Thread-safe.
 *
 * @param skills those of the moment
 * @param feedback what was said of calls since a time, by their ids
 */
public record VersionComparison(
    Ledger ledger,
    Supplier<SkillCatalog> skills,
    Function<Instant, CompletableFuture<Map<String, Double>>> feedback) {
  /** Calls of a version that are looked at. */
  private static final int MOST = 5_000;

  private static final double CONFIDENCE = .95;

  /** Versions that are no longer served are read from the database. */
  private static final Executor BESIDE = Thread::startVirtualThread;

  /**
   * What is compared.
   *
   * @param a a version, a revision, a label, or empty for what is given to who asks for nothing
   * @param b the other one
   */
  public record Wanted(String skill, String a, String b, Instant from, Instant to) {}

  private record BothVersions(Skill a, Skill b) {}

  /**
   * Compares.
   *
   * @return fails with {@code model_not_found} for a skill or a version that there is not, and with
   *     {@code invalid_request} where both are the same
   */
  public CompletableFuture<ObjectNode> compare(Wanted wanted) {
    return CompletableFuture.supplyAsync(() -> versions(wanted), BESIDE)
        .thenCompose(
            versions ->
                feedback.apply(wanted.from()).thenCompose(said -> compare(wanted, versions, said)));
  }

  private BothVersions versions(Wanted wanted) {
    var versions = skills.get().skill(wanted.skill());
    var a = versions.named(wanted.a());
    var b = versions.named(wanted.b());
    if (a.revision().equals(b.revision())) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "b: is %s, as a is (expected: another version)".formatted(b.revision()))
          .at("b");
    }
    return new BothVersions(a, b);
  }

  private CompletableFuture<ObjectNode> compare(
      Wanted wanted, BothVersions versions, Map<String, Double> said) {
    return outcomes(wanted, versions.a(), said)
        .thenCombine(outcomes(wanted, versions.b(), said), (a, b) -> json(wanted, a, b));
  }

  private CompletableFuture<VersionOutcomes> outcomes(
      Wanted wanted, Skill version, Map<String, Double> said) {
    var query =
        "skill=\"%s\" revision=\"%s\" started>=%s started<%s -cache=hit coalesced=no"
            .formatted(wanted.skill(), version.revision(), wanted.from(), wanted.to());
    return ledger
        .page(
            Query.parse(query, CallFields.CALL, new Moment(wanted.to(), ZoneOffset.UTC)),
            Long.MAX_VALUE,
            MOST)
        .thenApply(page -> outcomes(version, page, said));
  }

  private static VersionOutcomes outcomes(Skill version, CallPage page, Map<String, Double> said) {
    var calls =
        page.rows().stream()
            .map(CallRow::fields)
            .flatMap(call -> CallOutcome.of(call, said.get(call.get("call"))).stream())
            .toList();
    return new VersionOutcomes(
        version.version().getVersion(),
        version.revision(),
        calls,
        page.rows().size() - calls.size(),
        page.next().isPresent());
  }

  private static ObjectNode json(Wanted wanted, VersionOutcomes a, VersionOutcomes b) {
    var json =
        Json.object()
            .put("skill", wanted.skill())
            .put("from", wanted.from().toString())
            .put("to", wanted.to().toString())
            .put("confidence", CONFIDENCE);
    json.set("a", json(a));
    json.set("b", json(b));
    var measures = json.putArray("measures");
    compare(a.calls(), b.calls()).forEach(each -> measures.add(json(each)));
    return json;
  }

  /** All measures of two versions. */
  static List<MeasureComparison> compare(List<CallOutcome> a, List<CallOutcome> b) {
    return Arrays.stream(ComparedMeasure.values())
        .map(measure -> MeasureComparison.of(measure, measure.of(a), measure.of(b)))
        .toList();
  }

  private static ObjectNode json(VersionOutcomes version) {
    return Json.object()
        .put("version", version.version())
        .put("revision", version.revision())
        .put("calls", version.calls().size())
        .put("left_out", version.leftOut())
        .put("has_more", version.hasMore());
  }

  private static ObjectNode json(MeasureComparison compared) {
    var measure = compared.measure();
    var json =
        Json.object()
            .put("measure", measure.word())
            .put("unit", measure.unit())
            .put("better", measure.isBetterHigher() ? "higher" : "lower");
    json.set("a", json(compared.a()));
    json.set("b", json(compared.b()));
    var difference = interval(json.putObject("difference"), compared.difference());
    double seen = compared.b().value() - compared.a().value();
    difference.put("value", Double.isNaN(seen) ? null : seen);
    return json.put("verdict", compared.verdict().word());
  }

  private static ObjectNode json(Estimate estimate) {
    var value = Double.isNaN(estimate.value()) ? null : estimate.value();
    return interval(Json.object().put("value", value), estimate.interval()).put("n", estimate.n());
  }

  private static ObjectNode interval(ObjectNode to, @Nullable Interval interval) {
    return to.put("low", interval == null ? null : interval.low())
        .put("high", interval == null ? null : interval.high());
  }
}
