package dev.tutti.call;

import dev.tutti.chat.Operation;
import java.util.Optional;

/**
 * Subject of a call: what is asked for, and where.
 *
 * @param method of HTTP with which it is asked, empty within another call
 * @param endpoint the path of its endpoint, with the names of its variables; empty within another
 *     call
 * @param operation what is asked of the model
 * @param model the model as the caller names it
 * @param streamed whether the answer is wanted piece by piece
 * @param user the end user whom the request itself names, may be empty
 */
public record CallSubject(
    String method,
    String endpoint,
    Operation operation,
    String model,
    boolean streamed,
    String user) {

  /** Beginning of the name of a model that is the work of several. */
  public static final String WORKFLOW = "coop:";

  /** Subject of a request that names no end user. */
  public CallSubject(
      String method, String endpoint, Operation operation, String model, boolean streamed) {
    this(method, endpoint, operation, model, streamed, "");
  }

  /** Name of the workflow that is asked, where it is one. */
  public Optional<String> workflow() {
    return model.startsWith(WORKFLOW)
        ? Optional.of(model.substring(WORKFLOW.length()))
        : Optional.empty();
  }

  /** The same asked of another model. */
  public CallSubject withModel(String other) {
    return new CallSubject(method, endpoint, operation, other, streamed, user);
  }
}
