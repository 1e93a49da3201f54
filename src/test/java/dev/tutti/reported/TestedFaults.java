package dev.tutti.reported;

import dev.tutti.testing.KnownFault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Test methods with the faults that they cover, read from compiled test classes.
 *
 * @param tests those of all classes; a class's own faults count for each of its methods
 */
record TestedFaults(List<TestMethod> tests) {

  /**
   * A test method.
   *
   * @param faults ids, its class's included
   */
  record TestMethod(String className, String name, List<String> faults) {}

  /** The tests of the classes below a folder. */
  static TestedFaults in(Path classes) throws IOException {
    try (var files = Files.walk(classes)) {
      var names =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(name -> name.endsWith("Test.class"))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .map(name -> name.replace('/', '.').replace('\\', '.'))
              .sorted()
              .toList();
      return new TestedFaults(names.stream().flatMap(name -> of(name).stream()).toList());
    }
  }

  private static List<TestMethod> of(String name) {
    try {
      var type = Class.forName(name, false, TestedFaults.class.getClassLoader());
      var tests = new ArrayList<TestMethod>();
      for (var method : type.getDeclaredMethods()) {
        var faults = faults(type, method);
        if (!method.isSynthetic() && !faults.isEmpty()) {
          tests.add(new TestMethod(name, method.getName(), faults));
        }
      }
      return tests;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> faults(Class<?> type, Method method) {
    var faults = new ArrayList<String>();
    for (var one :
        new KnownFault[] {
          type.getAnnotation(KnownFault.class), method.getAnnotation(KnownFault.class)
        }) {
      if (one != null) {
        faults.addAll(List.of(one.value()));
      }
    }
    return faults;
  }
}
