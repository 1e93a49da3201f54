package dev.tutti;

import dev.tutti.gateway.Search;
import dev.tutti.gateway.SearchHit;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
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
}
