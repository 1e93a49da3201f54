package dev.tutti.skill.load;

import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillSettings;
import dev.tutti.skill.api.ToolName;
import dev.tutti.skill.api.Versions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.semver4j.Semver;

/**
 * Graph of the needs of skills: the dependencies and the tools that are skills, each answered by
 * the highest version in its range; and the other tools.
 *
 * @param skills every version of every skill, by name
 * @param tools whether there is a tool that is no skill
 */
record SkillGraph(Map<String, NavigableMap<Semver, Skill>> skills, Predicate<ToolName> tools) {

  /** The problems of a skill that does not find what it needs, or that needs itself. */
  List<String> problems(Skill skill) {
    var problems = new ArrayList<String>();
    for (var need : needs(skill)) {
      if (!skills.containsKey(need.name())) {
        problems.add("%s: needs %s, which is not there".formatted(place(skill), need.name()));
      } else if (answer(need).isEmpty()) {
        problems.add(
            "%s: needs %s %s (expected: one of %s)"
                .formatted(
                    place(skill), need.name(), need.range(), skills.get(need.name()).keySet()));
      }
    }
    for (var tool : skill.settings().tools()) {
      if (tool.kind() != ToolName.ToolKind.SKILL && !tools.test(tool)) {
        problems.add("%s: tools: %s is not there".formatted(place(skill), tool) + advice(tool));
      }
    }
    var circle = circle(skill, new ArrayList<>(), new HashSet<>());
    circle.ifPresent(
        path ->
            problems.add(place(skill) + ": skills need each other: " + String.join(" -> ", path)));
    return problems;
  }

  private static String advice(ToolName tool) {
    return tool.kind() == ToolName.ToolKind.HTTP
        ? " (expected: skills.http.%s in the configuration)".formatted(tool.name())
        : " (expected: a function that the embedding program adds)";
  }

  private static String place(Skill skill) {
    return "%s %s: %s".formatted(skill.name(), skill.version(), SkillSettings.FILE);
  }

  private static List<SkillSettings.Dependency> needs(Skill skill) {
    var all = new ArrayList<>(skill.settings().dependencies());
    skill.settings().tools().stream()
        .filter(tool -> tool.kind() == ToolName.ToolKind.SKILL)
        .map(
            tool ->
                new SkillSettings.Dependency(
                    tool.name(), tool.version().isEmpty() ? "*" : tool.version()))
        .forEach(all::add);
    return all;
  }

  private Optional<Skill> answer(SkillSettings.Dependency need) {
    var versions = skills.get(need.name());
    var range = Versions.range(need.range());
    return versions == null
        ? Optional.empty()
        : versions.descendingMap().values().stream()
            .filter(
                each ->
                    need.range().equals("*") || range.filter(each.version()::satisfies).isPresent())
            .findFirst();
  }

  private Optional<List<String>> circle(Skill at, List<String> path, Set<String> done) {
    var from = path.indexOf(at.name());
    path.add(at.name());
    if (from >= 0) {
      return Optional.of(List.copyOf(path.subList(from, path.size())));
    }
    if (done.add(at.name())) {
      for (var need : needs(at)) {
        var next = answer(need);
        if (next.isPresent()) {
          var found = circle(next.get(), path, done);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    path.removeLast();
    return Optional.empty();
  }
}
