package dev.tutti.chat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes to top-level members of a {@link JsonBody}: set (replaced where it stands, appended when
 * it is missing), replace (left alone when it is missing) and remove. Immutable once built.
 */
public final class JsonEdits {
  private static final byte[] REMOVED = {};
  private static final JsonEdits NONE = new JsonEdits(List.of());

  private final List<Edit> edits;

  private JsonEdits(List<Edit> edits) {
    this.edits = edits;
  }

  /** No change. */
  public static JsonEdits none() {
    return NONE;
  }

  /** Sets a member to a value, given as anything that JSON can say. */
  public JsonEdits set(String name, Object value) {
    return with(new Edit(name, Json.bytes(value), true));
  }

  /** Replaces a member's value where the member is there. */
  public JsonEdits replace(String name, Object value) {
    return with(new Edit(name, Json.bytes(value), false));
  }

  /** Removes a member. */
  public JsonEdits remove(String name) {
    return with(new Edit(name, REMOVED, false));
  }

  private JsonEdits with(Edit edit) {
    if (edits.isEmpty()) {
      return new JsonEdits(List.of(edit));
    }
    var all = new ArrayList<>(edits);
    all.removeIf(each -> each.name.equals(edit.name));
    all.add(edit);
    return new JsonEdits(List.copyOf(all));
  }

  /** The members that are changed. */
  Set<String> names() {
    return edits.stream().map(edit -> edit.name).collect(Collectors.toSet());
  }

  /** The new value of a member, empty when it is removed, null when it stays. */
  byte @Nullable [] of(String name) {
    for (int i = 0; i < edits.size(); i++) {
      var edit = edits.get(i);
      if (edit.name.equals(name)) {
        return edit.value;
      }
    }
    return null;
  }

  /** Whether something is set that is not there. */
  boolean hasMissing(JsonBody body) {
    for (int i = 0; i < edits.size(); i++) {
      if (edits.get(i).always && !body.has(edits.get(i).name)) {
        return true;
      }
    }
    return false;
  }

  /** Appends what is set but was not there. */
  void writeMissing(JsonBody body, boolean first, JsonBody.Appender out) {
    boolean empty = first;
    for (var edit : edits) {
      if (edit.always && !body.has(edit.name)) {
        var name = ((empty ? "\"" : ",\"") + edit.name + "\":").getBytes(StandardCharsets.UTF_8);
        out.append(name, 0, name.length);
        out.append(edit.value, 0, edit.value.length);
        empty = false;
      }
    }
  }

  private static final class Edit {
    private final String name;
    private final byte[] value;
    private final boolean always;

    Edit(String name, byte[] value, boolean always) {
      this.name = name;
      this.value = value;
      this.always = always;
    }
  }
}
