package dev.tutti.skill.api;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * Settings of a skill in its {@code skill.yaml}.
 *
 * @param name the folder's
 * @param version {@code 0.0.0} when there is none
 * @param model how the model is asked
 * @param input the file of the input's schema, empty for none
 * @param output what the answer must be
 * @param examples the file of the examples, empty for none
 * @param mostExamples how many of them are shown
 * @param tools what the model may call
 * @param dependencies what must be there for it to work
 * @param cache how long an answer is given again, zero for not at all
 */
public record SkillSettings(
    String name,
    Semver version,
    String description,
    Model model,
    String input,
    Output output,
    String examples,
    int mostExamples,
    List<ToolName> tools,
    List<Dependency> dependencies,
    Duration cache,
    Limits limits,
    List<String> roles) {
  /** The file's name. */
  public static final String FILE = "skill.yaml";

  private static final Kind<Semver> VERSION =
      new Kind<>("a version such as 1.1.0", Versions.NONE, Versions::parse);

  /** A file of the skill's own folder. */
  private static final Kind<String> PATH =
      Kind.of("a path inside the skill's folder", "file", SkillSettings::path);

  private static final Kind<String> RANGE =
      new Kind<>(
          "a range of versions such as ^1.1.0",
          "*",
          text -> Optional.of(text).filter(each -> Versions.range(each).isPresent()));

  /**
   * Model of a skill, with the parameters of its requests.
   *
   * @param name the model, as callers name it
   * @param heat see {@link #temperature}
   * @param nucleus see {@link #topP}
   * @param most see {@link #maxTokens}
   * @param timeout of one answer of the model
   * @param fallback the models that are asked, in order, when it has failed
   */
  public record Model(
      String name,
      @Nullable Double heat,
      @Nullable Double nucleus,
      @Nullable Integer most,
      Duration timeout,
      List<String> fallback) {
    private static final Duration USUAL = Duration.ofSeconds(30);

    static Model read(Section section, String otherwise) {
      var name = section.string("model");
      return new Model(
          otherwise.isEmpty() ? name.required() : name.or(otherwise),
          section.decimal("temperature", 0, 2).optional().orElse(null),
          section.decimal("top_p", 0, 1).optional().orElse(null),
          section.integer("max_tokens", 1, 10_000_000).optional().orElse(null),
          section.duration("timeout").or(USUAL),
          section.strings("fallback").or(List.of()));
    }

    /** The sampling temperature, 0 to 2, if it is not the model's own. */
    public OptionalDouble temperature() {
      return heat == null ? OptionalDouble.empty() : OptionalDouble.of(heat);
    }

    /** The share of the likeliest tokens, 0 to 1, if it is not the model's own. */
    public OptionalDouble topP() {
      return nucleus == null ? OptionalDouble.empty() : OptionalDouble.of(nucleus);
    }

    /** The most tokens of an answer, if it is not the model's own. */
    public OptionalInt maxTokens() {
      return most == null ? OptionalInt.empty() : OptionalInt.of(most);
    }
  }

  /**
   * Form that the answer must have.
   *
   * @param schema the file of its schema, empty for any text
   * @param onInvalid what happens when it is something else
   */
  public record Output(String schema, OnInvalid onInvalid) {
    static Output read(Section section) {
      return new Output(
          section.value("schema", PATH).or(""),
          section.oneOf("on_invalid", OnInvalid.values()).or(OnInvalid.ERROR));
    }
  }

  /** Policies for answers that are not what they must be. */
  public enum OnInvalid {
    /** The execution fails. */
    ERROR,
    /** The fallback text is given. */
    FALLBACK
  }

  /** Another skill that must be there. */
  public record Dependency(String name, String range) {
    static Dependency read(Section section) {
      return new Dependency(
          section.value("name", SkillName.KIND).required(),
          section.value("version", RANGE).or("*"));
    }
  }

  /**
   * Bounds of one execution.
   *
   * @param deadline for all of it
   * @param totalTokens of all answers of models together
   * @param depth how deep skills may call skills
   * @param concurrency how many executions at once; the next ones are refused
   * @param inputChars characters of the user's message and of the inputs as JSON, together
   */
  public record Limits(
      Duration deadline, long totalTokens, int depth, int concurrency, int inputChars) {
    static final Limits USUAL = new Limits(Duration.ofSeconds(60), 100_000, 4, 1_000, 200_000);

    static Limits read(Section section) {
      return new Limits(
          section.duration("deadline").or(USUAL.deadline),
          section.integer("total_tokens", 1, Integer.MAX_VALUE).or((int) USUAL.totalTokens),
          section.integer("depth", 1, 16).or(USUAL.depth),
          section.integer("concurrency", 1, 100_000).or(USUAL.concurrency),
          section.integer("input_chars", 1, 1 << 30).or(USUAL.inputChars));
    }
  }

  /**
   * Reads the file's root.
   *
   * @param folder the skill's name by its folder
   * @param model of a skill that names none; empty when it must name one
   */
  public static SkillSettings read(String folder, Section root, String model) {
    var examples = root.section("examples");
    var name = root.value("name", SkillName.KIND).or(folder);
    if (!name.equals(folder)) {
      root.refuse("name", "the folder's name, " + folder);
    }
    return new SkillSettings(
        name,
        root.value("version", VERSION).or(Versions.NONE),
        root.string("description").or(""),
        Model.read(root.section("llm"), model),
        root.section("input").value("schema", PATH).or(""),
        Output.read(root.section("output")),
        examples.value("file", PATH).or(""),
        examples.integer("max", 0, 100).or(4),
        tools(root),
        root.sections("dependencies").stream().map(Dependency::read).toList(),
        root.section("cache").durationOrZero("ttl").or(Duration.ZERO),
        Limits.read(root.section("limits")),
        root.section("permissions").strings("roles").or(List.of()));
  }

  private static List<ToolName> tools(Section root) {
    var tools = root.list("tools", ToolName.KIND).or(List.of());
    var names = new HashSet<String>();
    if (!tools.stream().allMatch(tool -> names.add(tool.plain()))) {
      root.refuse("tools", "names that differ after the colon, as models see no more of them");
    }
    return tools;
  }

  /** Settings of a skill that has no file of them. */
  public static SkillSettings plain(String name, Semver version, String description, String model) {
    var asked = new Model(model, null, null, null, Model.USUAL, List.of());
    return new SkillSettings(
        name,
        version,
        description,
        asked,
        "",
        new Output("", OnInvalid.ERROR),
        "",
        0,
        List.of(),
        List.of(),
        Duration.ZERO,
        Limits.USUAL,
        List.of());
  }

  /** The same with what a {@code SKILL.md} says where this does not. */
  public SkillSettings or(AgentSkill instructions) {
    return with(
        version.equals(Versions.NONE) ? instructions.version().orElse(version) : version,
        description.isEmpty() ? instructions.description() : description);
  }

  /** The same with another version. */
  public SkillSettings at(Semver other) {
    return with(other, description);
  }

  private SkillSettings with(Semver otherVersion, String otherDescription) {
    return new SkillSettings(
        name,
        otherVersion,
        otherDescription,
        model,
        input,
        output,
        examples,
        mostExamples,
        tools,
        dependencies,
        cache,
        limits,
        roles);
  }

  private static String path(String text) {
    if (text.startsWith("/") || text.contains("\\") || List.of(text.split("/")).contains("..")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
