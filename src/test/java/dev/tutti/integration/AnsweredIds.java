package dev.tutti.integration;

import dev.tutti.testing.ReceivedRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Ids that the answers of a page have told: {@code file-...} or {@code task_...} in a later command
 * stands for the latest that began so. Not thread-safe.
 */
final class AnsweredIds {
  private static final Pattern ID =
      Pattern.compile("\"(?:task_)?id\":\"((file-|batch_|group_|task_)[0-9a-f]+)\"");

  private final Map<String, String> latest = new HashMap<>();

  void note(ReceivedRequest heard) {
    ID.matcher(heard.body())
        .results()
        .forEach(found -> latest.put(found.group(2) + "...", found.group(1)));
  }

  ShellCommand fill(ShellCommand command) {
    return new ShellCommand(command.words().stream().map(this::fill).toList());
  }

  private String fill(String word) {
    var filled = word;
    for (var each : latest.entrySet()) {
      filled = filled.replace(each.getKey(), each.getValue());
    }
    return filled;
  }
}
