package dev.tutti;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which room may use which: a line for each, {@code name -> names}, each of which has a line above;
 * {@code all above} stands for those, and {@code except name} takes one away. A room is a package
 * that has a line here; a package without one is an inside of the nearest room above it.
 */
record FeatureMap(Map<String, Set<String>> uses) {
  private static final String ROOT_PACKAGE = "dev.tutti";

  /** The room that the root package is. */
  static final String ROOT = "(root)";

  /** The map in a resource beside this class. */
  static FeatureMap read(String resource) {
    try (var map = FeatureMap.class.getResourceAsStream(resource)) {
      return parse(new String(map.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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

  /** The rooms that are there, in the order of the map. */
  List<String> roomsOf(JavaClasses code) {
    var found = code.stream().map(this::roomOf).collect(Collectors.toSet());
    return uses.keySet().stream().filter(found::contains).toList();
  }

  /**
   * The room of a class: the longest name on the map that its package equals or lies below. So
   * "skill.http" is a room of its own once the map names it, and until then an inside of "skill".
   * Empty, when the map does not know it.
   */
  String roomOf(JavaClass type) {
    var name = within(type);
    if (name.isEmpty()) {
      return ROOT;
    }
    return uses.keySet().stream()
        .filter(room -> (name + ".").startsWith(room + "."))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  /** The package of a class below the root package. */
  private static String within(JavaClass type) {
    var name = type.getPackageName();
    return name.equals(ROOT_PACKAGE) ? "" : name.substring(ROOT_PACKAGE.length() + 1);
  }

  ArchCondition<JavaClass> beFollowed() {
    return refuse("follow the map", this::isOffTheMap);
  }

  private boolean isOffTheMap(Dependency use) {
    var from = roomOf(use.getOriginClass());
    var to = roomOf(use.getTargetClass().getBaseComponentType());
    return !to.equals(from) && !uses.getOrDefault(from, Set.of()).contains(to);
  }

  /** A room is reached by its root; what is below it is its own business. */
  ArchCondition<JavaClass> keepInsidesToThemselves() {
    return refuse(
        "leave the insides of other rooms alone",
        use -> {
          var target = use.getTargetClass().getBaseComponentType();
          var room = roomOf(target);
          boolean inside = !room.equals(ROOT) && !room.equals(within(target));
          return inside && !room.equals(roomOf(use.getOriginClass()));
        });
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
