package dev.tutti.skill.load;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.output.OutputForm;
import dev.tutti.output.OutputForms;
import dev.tutti.skill.api.AgentSkill;
import dev.tutti.skill.api.InputSchema;
import dev.tutti.skill.api.SchemaSample;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillFiles;
import dev.tutti.skill.api.SkillPrompt;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillSettings;
import dev.tutti.skill.api.SkillSettings.OnInvalid;
import dev.tutti.skill.api.SkillValues;
import dev.tutti.skill.api.Versions;
import dev.tutti.template.Template;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import dev.tutti.template.api.TemplateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compiler of a skill's files, which says everything that is wrong with them. Not thread-safe, for
 * one skill.
 */
public final class SkillCompiler {
  private static final String PROMPT = "prompt.md";
  private static final String FALLBACK = "fallback.md";

  /** The time that a template is tried with. */
  private static final String NEVER = Instant.EPOCH.toString();

  private final String place;
  private final SkillFiles files;
  private final OutputForms forms;
  private final List<String> problems = new ArrayList<>();

  private SkillCompiler(String place, SkillFiles files, OutputForms forms) {
    this.place = place;
    this.files = files;
    this.forms = forms;
  }

  /**
   * Compiles a version of a skill.
   *
   * @param name the folder's
   * @param named the version that the folder is named by, if it is
   * @param place what messages call the folder
   * @param otherwise the model of a skill that names none
   * @throws SkillException with everything that is wrong
   */
  public static Skill compile(
      String name,
      @Nullable Semver named,
      String place,
      SkillFiles files,
      OutputForms forms,
      String otherwise) {
    return new SkillCompiler(place, files, forms).compile(name, named, otherwise);
  }

  /**
   * A {@code skill.yaml} beside a {@code SKILL.md} holds its settings, and need not name a model.
   */
  private Skill compile(String name, @Nullable Semver named, String otherwise) {
    var yaml = files.text(SkillSettings.FILE);
    var instructions = files.text(AgentSkill.FILE).map(AgentSkill::read);
    if (yaml.isEmpty()) {
      return instructions(name, named, instructions.orElseThrow(this::nothing), otherwise);
    }
    if (instructions.isEmpty() || files.text(PROMPT).isPresent()) {
      return skill(settings(name, named, yaml.get(), null, ""), null);
    }
    var agent = instructions.get();
    return skill(settings(name, named, yaml.get(), agent, otherwise), agent.prompt(files));
  }

  private SkillException nothing() {
    return new SkillException(
        "%s: neither %s nor %s (expected: one of them)"
            .formatted(place, SkillSettings.FILE, AgentSkill.FILE));
  }

  private SkillSettings settings(
      String name,
      @Nullable Semver named,
      String yaml,
      @Nullable AgentSkill agent,
      String otherwise) {
    try {
      var written =
          ConfigSource.text(place + '/' + SkillSettings.FILE, yaml)
              .read(Map.of(), root -> SkillSettings.read(name, root, otherwise));
      var settings = agent == null ? written : written.or(agent);
      if (named == null || named.equals(settings.version())) {
        return settings;
      }
      if (settings.version().equals(Versions.NONE)) {
        return settings.at(named);
      }
      throw new SkillException(
          "%s/%s: version: %s (expected: %s, as its folder is named)"
              .formatted(place, SkillSettings.FILE, settings.version(), named));
    } catch (ConfigException e) {
      throw new SkillException(e.problems().stream().map(Object::toString).toList());
    }
  }

  /**
   * @param instructions the prompt, null for that of {@code prompt.md}
   */
  private Skill skill(SkillSettings settings, @Nullable SkillPrompt instructions) {
    var input = schema(settings.input());
    var inputs = input.map(InputSchema::new).orElse(InputSchema.NONE);
    var output = schema(settings.output().schema());
    var title = "skill %s %s".formatted(settings.name(), settings.version());
    var skill =
        new Skill(
            settings,
            files,
            instructions == null ? prompt(inputs, title) : instructions,
            template("followup.md", inputs, title).orElse(null),
            template(FALLBACK, inputs, title).orElse(null),
            input.flatMap(each -> form(settings.input(), each)).orElse(null),
            input.orElse(null),
            output.orElse(null),
            output.flatMap(each -> form(settings.output().schema(), each)).orElse(null),
            attempt("", () -> SkillExamples.read(place, settings, files), List.of()));
    if (settings.output().onInvalid() == OnInvalid.FALLBACK && files.text(FALLBACK).isEmpty()) {
      problems.add(
          "%s/%s: output.on_invalid: fallback (expected: a text in %s)"
              .formatted(place, SkillSettings.FILE, FALLBACK));
    }
    if (input.isPresent()) {
      checkNames(settings.input(), inputs);
      checkVariables(skill, inputs);
      skill.fallback().ifPresent(text -> checkFallback(skill, text));
    }
    checkCost(skill);
    return done(skill);
  }

  private SkillPrompt prompt(InputSchema inputs, String title) {
    var text = files.text(PROMPT);
    if (text.isEmpty() || text.get().isBlank()) {
      problems.add(
          "%s/%s: is %s (expected: a template)"
              .formatted(place, PROMPT, text.isEmpty() ? "missing" : "empty"));
    }
    return template(PROMPT, inputs, title).orElse(new SkillPrompt.Literal(""));
  }

  private Skill instructions(
      String name, @Nullable Semver named, AgentSkill agent, String otherwise) {
    var version = named == null ? agent.version().orElse(Versions.NONE) : named;
    return new Skill(
        SkillSettings.plain(name, version, agent.description(), otherwise),
        files,
        agent.prompt(files),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  private Optional<SkillPrompt> template(String path, InputSchema inputs, String title) {
    return files
        .text(path)
        .flatMap(
            text -> {
              try {
                var template =
                    Template.compile(new Source(path, text), this::partial, Options.forPrompts());
                return Optional.of(new SkillPrompt.Rendered(template, inputs, title));
              } catch (TemplateException e) {
                problems.add(place + '/' + e.getMessage());
                return Optional.<SkillPrompt>empty();
              }
            });
  }

  /** Partials are named by their paths in the folder, or below {@code partials/}. */
  private Optional<Source> partial(String path) {
    return files
        .text(path)
        .map(text -> new Source(path, text))
        .or(() -> files.text("partials/" + path).map(text -> new Source("partials/" + path, text)));
  }

  private Optional<ObjectNode> schema(String path) {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    var text = files.text(path);
    if (text.isEmpty()) {
      problems.add("%s/%s: is missing (expected: a JSON Schema)".formatted(place, path));
      return Optional.empty();
    }
    return attempt(
        place + '/' + path,
        () -> {
          if (Json.parse(text.get()) instanceof ObjectNode schema) {
            return Optional.of(schema);
          }
          throw new SkillException("not a JSON object (expected: {...})");
        },
        Optional.empty());
  }

  private Optional<OutputForm> form(String path, ObjectNode schema) {
    try {
      return Optional.of(forms.of(schema));
    } catch (Fault e) {
      problems.add(place + '/' + path + ": " + words(e));
      return Optional.empty();
    }
  }

  /** The reason why a schema is none, without the place that requests have. */
  private static String words(Fault fault) {
    var message = String.valueOf(fault.getMessage());
    return fault.param().map(param -> message.replace(param + ": ", "")).orElse(message);
  }

  private <T> T attempt(String where, Supplier<T> step, T otherwise) {
    try {
      return step.get();
    } catch (SkillException e) {
      e.problems()
          .forEach(problem -> problems.add(where.isEmpty() ? problem : where + ": " + problem));
    } catch (JacksonException e) {
      var at = e.getLocation();
      problems.add(
          "%s:%d:%d: %s"
              .formatted(
                  where,
                  at.getLineNr(),
                  at.getColumnNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("no JSON")));
    }
    return otherwise;
  }

  /** The fallback text is said when all else fails, also to who gives no more than the least. */
  private void checkFallback(Skill skill, SkillPrompt text) {
    var least = least(skill);
    if (skill.input().filter(form -> form.check(least).isEmpty()).isEmpty()) {
      return; // the schema asks for more than can be made up
    }
    var request = SkillRequest.of(skill.name()).having(least);
    try {
      var _ = text.render(SkillValues.of(skill, request, Caller.ANONYMOUS, NEVER));
    } catch (Fault e) {
      problems.add(
          place
              + ": %s (expected: a text that can be said without the inputs that callers may leave out)"
                  .formatted(e.getMessage()));
    }
  }

  /** Refuses inputs that are named as values which Tutti itself gives to templates. */
  private void checkNames(String path, InputSchema inputs) {
    inputs.names().stream()
        .filter(SkillValues.NAMES::contains)
        .map(
            name ->
                "%s/%s: properties: `%s` is a name of Tutti's own (expected: another name, such as `%s`)"
                    .formatted(place, path, name, "my_" + name))
        .forEach(problems::add);
  }

  /** A name that neither Tutti nor the schema of the inputs knows is a slip of the pen. */
  private void checkVariables(Skill skill, InputSchema inputs) {
    var used = new LinkedHashSet<>(skill.prompt().variables());
    skill.followUp().ifPresent(each -> used.addAll(each.variables()));
    skill.fallback().ifPresent(each -> used.addAll(each.variables()));
    used.stream()
        .flatMap(each -> inputs.flaw(each, SkillValues.NAMES).stream())
        .distinct()
        .map(flaw -> place + '/' + flaw)
        .forEach(problems::add);
  }

  /**
   * A prompt that costs too much with the least that may be given costs too much with everything.
   */
  private void checkCost(Skill skill) {
    var request = SkillRequest.of(skill.name()).having(least(skill));
    var values = SkillValues.of(skill, request, Caller.ANONYMOUS, NEVER);
    for (var prompt : List.of(Optional.of(skill.prompt()), skill.followUp(), skill.fallback())) {
      prompt
          .flatMap(each -> each.flaw(values))
          .map(flaw -> place + '/' + flaw + " (whatever is given)")
          .ifPresent(problems::add);
    }
  }

  private static ObjectNode least(Skill skill) {
    return skill.inputSchema().map(SchemaSample::least).orElseGet(Json::object);
  }

  private Skill done(Skill skill) {
    if (!problems.isEmpty()) {
      throw new SkillException(problems);
    }
    return skill;
  }
}
