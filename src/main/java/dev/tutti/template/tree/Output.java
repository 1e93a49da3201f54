package dev.tutti.template.tree;

import dev.tutti.template.api.Place;
import dev.tutti.template.api.Role;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.Fault;
import dev.tutti.template.python.Printing;
import java.util.List;

/** Node that writes. */
public sealed interface Output extends Node {
  @Override
  default List<Body> bodies() {
    return List.of();
  }

  /** The author's text. */
  record Text(String text, Place place) implements Output {
    @Override
    public void run(Frame frame) {
      try {
        frame.out().write(text);
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }

  /** The line that starts another message. */
  record Marker(Role role, Place place) implements Output {
    @Override
    public void run(Frame frame) {
      try {
        frame.out().begin(role);
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }

  /** {@code {{ expression }}}. */
  record Print(Expr expr, Place place) implements Output {
    @Override
    public void run(Frame frame) {
      try {
        frame.out().write(Printing.text(expr.value(frame), frame.meter()));
      } catch (Fault fault) {
        throw TemplateException.at(expr.place(), fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(expr);
    }
  }
}
