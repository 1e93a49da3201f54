package dev.tutti.template.tree;

import dev.tutti.template.api.Message;
import dev.tutti.template.api.MessageRole;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.PythonError;
import java.util.ArrayList;
import java.util.List;

/** Destination of a template's text: the prompt with its messages, or a text that is a value. */
public final class Out {
  /** Treatments of markers. */
  private enum Markers {
    SEPARATE,
    VANISH,
    REFUSED
  }

  private final StringBuilder text = new StringBuilder();
  private final Meter meter;
  private final Markers markers;
  private final List<Message> messages = new ArrayList<>();
  private MessageRole role = MessageRole.SYSTEM;
  private long written;

  private Out(Meter meter, Markers markers) {
    this.meter = meter;
    this.markers = markers;
  }

  /** The prompt as a list of messages. */
  public static Out messages(Meter meter) {
    return new Out(meter, Markers.SEPARATE);
  }

  /** The prompt as one text, without markers. */
  public static Out whole(Meter meter) {
    return new Out(meter, Markers.VANISH);
  }

  /** A text that the template makes on its way, such as what a macro gives. */
  static Out captured(Meter meter) {
    return new Out(meter, Markers.REFUSED);
  }

  void write(String more) {
    written += more.length();
    meter.text(written > meter.longest() ? written : more.length());
    text.append(more);
  }

  void begin(MessageRole next) {
    switch (markers) {
      case SEPARATE -> {
        end();
        role = next;
      }
      case VANISH -> {}
      case REFUSED ->
          throw PythonError.type(
              "a role marker within a text that is a value (a macro, a set block)");
    }
  }

  private void end() {
    var said = text.toString().strip();
    if (!said.isEmpty()) {
      messages.add(new Message(role, said));
    }
    text.setLength(0);
  }

  public List<Message> messages() {
    end();
    return List.copyOf(messages);
  }

  public String text() {
    return text.toString();
  }
}
