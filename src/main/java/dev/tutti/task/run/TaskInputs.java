package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.output.OutputForm;
import dev.tutti.output.OutputForms;
import dev.tutti.security.Principal;
import dev.tutti.task.api.TaskKind;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/**
 * Inputs of tasks, checked against the schemas of their kinds and by these themselves. Thread-safe;
 * nothing blocks, as a check may take milliseconds, or wait for the store.
 */
final class TaskInputs {
  private static final String INPUT = "input";

  private final OutputForms forms = new OutputForms();

  /**
   * Completes when an input is what its kind wants, of who may ask for it; fails as the kind
   * refuses it otherwise.
   */
  CompletableFuture<Void> check(TaskKind kind, ObjectNode input, Principal principal) {
    return CompletableFuture.runAsync(
        () -> {
          require(form(kind), kind, input);
          kind.check(input, principal);
        },
        Thread::startVirtualThread);
  }

  private OutputForm form(TaskKind kind) {
    try {
      return forms.of(kind.inputSchema());
    } catch (Fault wrong) {
      throw Fault.of(
          FaultCode.INTERNAL,
          "kind: the schema of \"%s\": %s".formatted(kind.name(), wrong.getMessage()));
    }
  }

  private static void require(OutputForm form, TaskKind kind, ObjectNode input) {
    var flaws = form.check(input);
    if (!flaws.isEmpty()) {
      var first = flaws.getFirst();
      int end = first.indexOf(": ");
      throw Fault.invalid(
          member(end < 0 ? "" : first.substring(0, end)),
          "%s (expected: an input of the kind %s)"
              .formatted(String.join("; ", flaws), kind.name()));
    }
  }

  /** Place as members are named, such as {@code input.messages[0].role} of a JSON pointer. */
  private static String member(String pointer) {
    var name = new StringBuilder(INPUT);
    for (var part : pointer.split("/")) {
      if (part.matches("\\d{1,9}")) {
        name.append('[').append(part).append(']');
      } else if (!part.isEmpty()) {
        name.append('.').append(part);
      }
    }
    return name.toString();
  }
}
