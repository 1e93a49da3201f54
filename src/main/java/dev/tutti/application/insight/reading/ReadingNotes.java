package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.DataWarning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warnings and assumptions of one reading, each once, and not without end. For one thread. */
final class ReadingNotes {
  private static final int MOST = 200;
  private final Map<String, DataWarning> warnings = new LinkedHashMap<>();
  private final Set<String> assumptions = new LinkedHashSet<>();

  void warn(String code, @Nullable String place, String message) {
    if (warnings.size() < MOST) {
      warnings.putIfAbsent(code + ":" + place, new DataWarning(code, place, message));
    }
  }

  void assume(String assumption) {
    if (assumptions.size() < MOST) {
      assumptions.add(assumption);
    }
  }

  List<DataWarning> warnings() {
    return new ArrayList<>(warnings.values());
  }

  List<String> assumptions() {
    return new ArrayList<>(assumptions);
  }
}
