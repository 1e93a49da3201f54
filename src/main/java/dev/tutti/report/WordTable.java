package dev.tutti.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The SQL that reads words. For one transaction. */
final class WordTable {
  private final Handle handle;
  private final Map<Object, String> known = new HashMap<>();

  WordTable(Handle handle) {
    this.handle = handle;
  }

  /** Name of the values of a dimension's columns. */
  String names(Dimension dimension, List<Object> values) {
    var names = new ArrayList<String>(values.size());
    for (var each : values) {
      names.add(dimension.isWord() ? text(each) : String.valueOf(each));
    }
    return String.join("/", names);
  }

  private String text(Object number) {
    var text = known.get(number);
    if (text == null) {
      text = read(number);
      known.put(number, text);
    }
    return text;
  }

  private String read(Object number) {
    return handle
        .select("SELECT text FROM word WHERE id = ?", number)
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }
}
