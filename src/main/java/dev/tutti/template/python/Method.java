package dev.tutti.template.python;

/**
 * A method of a fixed table, bound to its value.
 *
 * @param name its name
 * @param parameters what it takes
 * @param body what it does
 */
public record Method(String name, Parameters parameters, Body body) implements Invocable {
  /** Implementation of a method. */
  public interface Body {
    /** Gives the result of the call. */
    Object apply(Bound args, Meter meter);
  }

  @Override
  public Object invoke(Args args, Meter meter) {
    return body.apply(parameters.bind(name + "()", args), meter);
  }

  @Override
  public String title() {
    return "the method '" + name + "'";
  }
}
