package dev.tutti.task.api;

import java.util.concurrent.CompletableFuture;

/** Way to those who are told of tasks. Thread-safe; never blocks. */
@FunctionalInterface
public interface TaskReceiver {
  /**
   * Tries once.
   *
   * @param webhook JSON of {@code {url, secret}}, as the task was submitted with
   * @param id the same for each try of one message
   * @param body JSON
   * @return the status of the answer; fails with a {@link dev.tutti.chat.Fault} where there is none
   */
  CompletableFuture<Integer> post(String webhook, String id, byte[] body);
}
