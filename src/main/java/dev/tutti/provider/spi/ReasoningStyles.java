package dev.tutti.provider.spi;

import dev.tutti.provider.spi.ReasoningStyle.Line;
import dev.tutti.provider.spi.ReasoningStyle.Off;
import java.util.List;

/**
 * Tables of the parameters of reasoning in the providers' documentation (November 2026). Models
 * that always or never reason refuse to be told.
 */
public final class ReasoningStyles {
  private static final String NO_MODEL_IN_PARTICULAR = "";

  /** The reasoning guide at platform.openai.com, and the pages of the models. */
  public static final ReasoningStyle OPENAI =
      new ReasoningStyle(
          List.of(
              never("gpt-4"),
              never("gpt-3.5"),
              never("chatgpt"),
              never("chat-latest"),
              never("gpt-5-chat"),
              never("o1-mini"),
              never("o1-preview"),
              efforts("o1", "low medium high"),
              efforts("o3", "low medium high"),
              efforts("o4", "low medium high"),
              efforts("codex-mini", "low medium high"),
              efforts("gpt-5-codex", "low medium high"),
              efforts("gpt-5-pro", "high"),
              efforts("gpt-5.1-codex-max", "low medium high xhigh"),
              efforts("gpt-5.1-codex", "low medium high"),
              efforts("gpt-5.1", "none low medium high"),
              efforts("codex", "low medium high xhigh"),
              efforts("pro", "medium high xhigh"),
              efforts("gpt-5.", "none low medium high xhigh"),
              efforts("gpt-5", "minimal low medium high"),
              efforts("gpt-oss", "low medium high"),
              new Line(NO_MODEL_IN_PARTICULAR, Off.UNKNOWN, List.of())),
          false);

  /** api-docs.deepseek.com/guides/thinking_mode: it maps lower efforts itself. */
  public static final ReasoningStyle DEEPSEEK =
      new ReasoningStyle(
          List.of(new Line(NO_MODEL_IN_PARTICULAR, Off.THINKING, words("low medium high max"))),
          true);

  /** docs.z.ai: GLM-4.5 and later can be told, GLM-5.3 always reasons. */
  public static final ReasoningStyle ZHIPU =
      new ReasoningStyle(
          List.of(
              efforts("glm-5.3", "low high max"),
              never("glm-3"),
              never("glm-4-"),
              never("glm-4v"),
              never("glm-z1"),
              new Line(
                  NO_MODEL_IN_PARTICULAR,
                  Off.THINKING,
                  words("minimal low medium high xhigh max"))),
          true);

  /** platform.moonshot.ai: K2.5 and K2.6 have a switch, K3 has efforts. */
  public static final ReasoningStyle MOONSHOT =
      new ReasoningStyle(
          List.of(
              never("moonshot-v1"),
              efforts("kimi-k3", "low high max"),
              never("kimi-k2.7"),
              never("kimi-k2-thinking"),
              never("kimi-k2-turbo"),
              never("kimi-k2-0"),
              new Line(NO_MODEL_IN_PARTICULAR, Off.THINKING, List.of())),
          true);

  /** help.aliyun.com/en/model-studio/deep-thinking: hybrid models have a switch. */
  public static final ReasoningStyle DASHSCOPE =
      new ReasoningStyle(
          List.of(
              never("qwq"),
              never("qvq"),
              never("deepseek-r1"),
              never("thinking"),
              new Line(
                  NO_MODEL_IN_PARTICULAR,
                  Off.ENABLE_THINKING,
                  words("minimal low medium high xhigh max"))),
          true);

  /** console.groq.com/docs/reasoning. */
  public static final ReasoningStyle GROQ =
      new ReasoningStyle(
          List.of(
              efforts("qwen3", "none default"),
              efforts("gpt-oss", "low medium high"),
              never(NO_MODEL_IN_PARTICULAR)),
          false);

  /** docs.mistral.ai: two families can be told, Magistral always reasons. */
  public static final ReasoningStyle MISTRAL =
      new ReasoningStyle(
          List.of(
              efforts("mistral-small-latest", "none high"),
              efforts("mistral-small-26", "none high"),
              efforts("mistral-medium-3-5", "none high"),
              efforts("mistral-medium-3.5", "none high"),
              never(NO_MODEL_IN_PARTICULAR)),
          false);

  /** docs.x.ai: the other models of that time refuse an effort. */
  public static final ReasoningStyle XAI =
      new ReasoningStyle(
          List.of(
              efforts("grok-3-mini", "low high"),
              efforts("grok-4.3", "none low medium high"),
              efforts("grok-4.5", "low medium high"),
              never(NO_MODEL_IN_PARTICULAR)),
          false);

  /** docs.cohere.com: its compatible interface knows two efforts. */
  public static final ReasoningStyle COHERE =
      new ReasoningStyle(
          List.of(efforts("command-a-reasoning", "none high"), never(NO_MODEL_IN_PARTICULAR)),
          false);

  private ReasoningStyles() {}

  private static Line efforts(String word, String efforts) {
    return new Line(word, Off.EFFORT, words(efforts));
  }

  private static Line never(String word) {
    return new Line(word, Off.NEVER, List.of());
  }

  private static List<String> words(String efforts) {
    return List.of(efforts.split(" "));
  }
}
