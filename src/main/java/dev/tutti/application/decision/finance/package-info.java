/**
 * Finance of cash flows: net present value, rates of return, payback, and flows that are formulas
 * over inputs. {@link dev.tutti.application.decision.finance.CashFlows} are numbers, {@link
 * dev.tutti.application.decision.finance.FlowModel} is what a simulation draws them from.
 */
@NullMarked
package dev.tutti.application.decision.finance;

import org.jspecify.annotations.NullMarked;
