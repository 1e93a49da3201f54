package dev.tutti;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which feature may use which: a line for each, {@code name -> names}, each of which has a line
 * above; {@code all above} stands for those, and {@code except name} takes one away.
 */
record FeatureMap(Map<String, Set<String>> uses) {
  private static final String ROOT_PACKAGE = "dev.tutti";

  /** The feature that the root package is. */
  static final String ROOT = "(root)";

  static FeatureMap parse(String map) {
    var uses = new LinkedHashMap<String, Set<String>>();
    map.lines()
        .map(line -> line.split("->", -1))
        .forEach(sides -> uses.put(sides[0].strip(), used(sides[1].strip(), uses.keySet())));
    return new FeatureMap(uses);
  }

  private static Set<String> used(String names, Set<String> above) {
    var used = new LinkedHashSet<String>();
    if (names.startsWith("all above")) {
      used.addAll(above);
      used.removeAll(List.of(names.substring("all above".length()).replace("except", "").strip()));
    } else if (!names.isEmpty()) {
      Arrays.stream(names.split(",", -1)).map(String::strip).forEach(used::add);
    }
    if (!above.containsAll(used)) {
      throw new IllegalArgumentException(names + " (expected: only names of the lines above)");
    }
    return used;
  }

  Set<String> features() {
    return uses.keySet();
  }

  /** The feature of a class: "routing" for dev.tutti.routing.rule.Matcher, "(root)" for Server. */
  static String featureOf(JavaClass type) {
    var parts = type.getPackageName().split("\\.", -1);
    return parts.length > 2 ? parts[2] : ROOT;
  }

  ArchCondition<JavaClass> beFollowed() {
    return refuse("follow the map", this::isOffTheMap);
  }

  private boolean isOffTheMap(Dependency use) {
    var from = featureOf(use.getOriginClass());
    var to = featureOf(use.getTargetClass());
    return !to.equals(from) && !uses.getOrDefault(from, Set.of()).contains(to);
  }

  static ArchCondition<JavaClass> leaveForeignSubpackagesAlone() {
    return refuse(
        "leave foreign sub-packages alone",
        use ->
            use.getTargetClass().getPackageName().split("\\.", -1).length > 3
                && !featureOf(use.getTargetClass()).equals(featureOf(use.getOriginClass())));
  }

  private static ArchCondition<JavaClass> refuse(String name, Predicate<Dependency> wrong) {
    return new ArchCondition<>(name) {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getDirectDependenciesFromSelf().stream()
            .filter(use -> isOurs(use.getTargetClass().getBaseComponentType()))
            .filter(wrong)
            .forEach(use -> events.add(SimpleConditionEvent.violated(item, use.getDescription())));
      }
    };
  }

  private static boolean isOurs(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(ROOT_PACKAGE + ".");
  }
}
