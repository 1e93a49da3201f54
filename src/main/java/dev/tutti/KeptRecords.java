package dev.tutti;

import dev.tutti.gateway.Search;
import dev.tutti.gateway.SearchHit;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What Tutti has recorded, for the program that it runs in, which may see all of it. Thread-safe;
 * its methods block.
 *
 * <pre>{@code
 * tutti.records().search("req_1k6v3q2a9").forEach(System.out::println);
 * System.out.println(tutti.records().replay(id, "other").text());
 * }</pre>
 */
public final class KeptRecords {
  private final Core core;

  KeptRecords(Core core) {
    this.core = core;
  }

  /**
   * Calls, keys, skills and models by an id, its beginning, or a part of a name, and sessions and
   * tasks of this program; at most 20 of each kind, the best matches first.
   *
   * @throws dev.tutti.chat.Fault {@code invalid_request} for an empty text, or one beyond 200
   *     characters
   */
  public List<SearchHit> search(String text) {
    var kinds = EnumSet.allOf(SearchHit.Kind.class);
    var found = core.search().find(new Principal.Anonymous(), text, kinds, Search.MOST);
    return Store.await(found).hits();
  }

  /**
   * Answer of a call that was asked again, beside the one of then.
   *
   * @param call id of the new call
   * @param model that was asked
   * @param answer what it has answered, in OpenAI's form
   * @param recorded what was answered then: {@code {outcome, model, choices: [{text, ...}]}}; null
   *     where none came, or not all of it was kept
   */
  public record Replay(String call, String model, JsonNode answer, JsonNode recorded) {
    /** The text of the new answer. */
    public String text() {
      return answer.at("/choices/0/message/content").asString("");
    }

    /** The text of the answer of then; empty where it is not there. */
    public String recordedText() {
      return recorded.at("/choices/0/text").asString("");
    }
  }

  /**
   * Asks again what a recorded call has asked, where its body was kept whole; no answer of the
   * cache is given. It leaves a row in the audit.
   *
   * @throws dev.tutti.chat.Fault with status 404 for a call that is not recorded, with 409 where
   *     its body was not kept, and whatever the model fails with
   */
  public Replay replay(String call) {
    return replay(call, "");
  }

  /** The same with another model. */
  public Replay replay(String call, String model) {
    var json = core.replays().replay(call, model);
    return new Replay(
        json.path("call").asString(),
        json.path("model").asString(),
        json.path("answer"),
        json.at("/recorded/answer"));
  }

  /**
   * A measure of two versions of a skill.
   *
   * @param measure such as {@code error_rate}, {@code cost} or {@code total_p95}
   * @param a of the first version; NaN where nothing is known
   * @param b of the second one
   * @param verdict {@code better} or {@code worse}, of the second one; {@code open} where the calls
   *     show no difference; {@code too_few}
   */
  public record Comparison(String measure, double a, double b, String verdict) {}

  /**
   * Compares two versions of a skill by their calls of some time until now; what is called better
   * or worse is so with all its measures in 95 of 100 comparisons.
   *
   * @param a a version, a revision or a label
   * @throws dev.tutti.chat.Fault {@code model_not_found} for a skill or a version that there is not
   */
  public List<Comparison> compare(String skill, String a, String b, Duration span) {
    var json = Store.await(core.comparisons().compare(skill, a, b, span));
    return json.path("measures")
        .valueStream()
        .map(
            each ->
                new Comparison(
                    each.path("measure").asString(),
                    number(each.at("/a/value")),
                    number(each.at("/b/value")),
                    each.path("verdict").asString()))
        .toList();
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }
}
