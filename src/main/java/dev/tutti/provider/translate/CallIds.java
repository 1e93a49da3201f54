package dev.tutti.provider.translate;

import dev.tutti.chat.ChatRequest;
import java.util.Arrays;

/**
 * Ids for calls whose upstream gives them none: the same for the same answer, different from one
 * turn of a conversation to the next.
 *
 * @param answer the upstream's name for the answer, of letters, digits, {@code -} and {@code _}
 */
public record CallIds(String answer) {

  public CallIds {
    answer = answer.replaceAll("[^A-Za-z0-9_-]", "");
  }

  /**
   * Ids for the answer to a request, where the answer has no name: each turn asks something new.
   */
  public static CallIds of(ChatRequest request) {
    return new CallIds(Integer.toHexString(Arrays.hashCode(request.body().bytes())));
  }

  /** The id of a choice's call, both counted from 0. */
  public String id(int choice, int call) {
    return "call_" + answer + (choice == 0 ? "_" : "_" + choice + "_") + call;
  }
}
