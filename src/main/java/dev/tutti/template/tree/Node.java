package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import java.util.List;

/** A statement, or a piece of text. */
public sealed interface Node permits Output, Flow, Definition, Partial {
  /** Does what it says; a {@link TemplateException} at the place where it cannot. */
  void run(RenderContext context);

  /** The position where it begins. */
  TemplatePosition position();

  /** The expressions that it is made of. */
  List<Expr> parts();

  /** The bodies that it is made of. */
  List<Body> bodies();
}
