package dev.tutti.selection.auto;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What routing reads of a chat: the user's last words, and where the conversation stands.
 *
 * @param text the user's last message that has words, without what a harness adds
 * @param vision whether a message shows a picture
 * @param inLoop whether the last message is the result of a tool
 * @param earlier fingerprints of the conversation before each answer of a model, the latest first
 * @param whole fingerprint of the whole conversation
 */
record PromptReading(String text, boolean vision, boolean inLoop, List<Long> earlier, long whole) {
  private static final String CONTENT = "content";
  private static final Set<String> RESULTS = Set.of("tool", "function");
  private static final Set<String> PICTURES = Set.of("image_url", "input_image", "image");

  /** Answers of a model that a conversation is recognised by, from its end. */
  private static final int MOST_EARLIER = 8;

  /** Blocks that harnesses of coding agents add to what the user says. */
  private static final Pattern HARNESS =
      Pattern.compile(
          "(?s)<(system-reminder|system_reminder|environment_details|environment_context|ide_selection"
              + "|ide_opened_file|local-command-stdout|command-message|command-name|attached_files"
              + "|user_info|git_status|task-notification)\\b[^>]{0,200}>.*?</\\1>");

  private static final long SEED = 0x9E3779B97F4A7C15L;

  /**
   * Reads a chat.
   *
   * @throws Fault {@code invalid_request} where the user says nothing
   */
  static PromptReading of(ChatRequest request) {
    return of(request.body().get("messages"));
  }

  static PromptReading of(JsonNode messages) {
    var reading = new Progress();
    messages.forEach(reading::read);
    return new PromptReading(
        reading.text,
        reading.vision,
        RESULTS.contains(reading.role),
        reading.earlier(),
        reading.hash);
  }

  /** What was read so far. */
  private static final class Progress {
    private final List<Long> before = new ArrayList<>(4);
    private String text = "";
    private String role = "";
    private boolean vision;
    private long hash = SEED;

    /** Instructions are not part of the fingerprint: callers of some APIs change them each time. */
    void read(JsonNode message) {
      var said = message.path("role").asString("").toLowerCase(Locale.ROOT);
      if (said.equals("system") || said.equals("developer")) {
        return;
      }
      role = said;
      if (said.equals("assistant")) {
        before.add(hash);
      }
      var words = words(message.path(CONTENT));
      if (said.equals("user")) {
        var own = withoutHarness(words);
        text = own.isBlank() ? text : own;
      }
      hash = mixed(hash, said);
      hash = mixed(hash, words);
      for (var call : message.path("tool_calls")) {
        hash = mixed(hash, call.path("id").asString(""));
        hash = mixed(hash, call.at("/function/arguments").asString(""));
      }
      hash = mixed(hash, message.path("tool_call_id").asString(""));
    }

    private String words(JsonNode content) {
      if (content.isString()) {
        return content.asString();
      }
      var all = new StringBuilder();
      for (var part : content) {
        vision |= PICTURES.contains(part.path("type").asString(""));
        all.append(part.path("text").asString(""));
      }
      return all.toString();
    }

    List<Long> earlier() {
      var latest = before.reversed();
      return List.copyOf(latest.subList(0, Math.min(MOST_EARLIER, latest.size())));
    }
  }

  private static long mixed(long hash, String text) {
    long mixed = hash;
    for (int at = 0; at < text.length(); at++) {
      mixed = (mixed ^ text.charAt(at)) * 0x100000001B3L; // FNV-1a by characters
    }
    return Long.rotateLeft(mixed ^ (mixed >>> 29), 17) * SEED + text.length();
  }

  static String withoutHarness(String text) {
    return text.indexOf('<') < 0 ? text : HARNESS.matcher(text).replaceAll("").strip();
  }
}
