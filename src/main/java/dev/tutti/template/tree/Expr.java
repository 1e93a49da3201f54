package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import java.util.List;

/** An expression, which gives its value in a frame. */
public sealed interface Expr permits Atom, Logic, Calculation, MemberAccess, Invocation {
  /** Computes the value; a {@link TemplateException} at the place where it cannot. */
  Object value(RenderContext context);

  /** The position where it begins, or its operator stands. */
  TemplatePosition position();

  /** The expressions that it is made of. */
  List<Expr> parts();
}
