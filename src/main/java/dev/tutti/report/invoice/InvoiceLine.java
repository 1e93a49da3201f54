package dev.tutti.report.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Line of an invoice.
 *
 * @param number of its line in the file, from 1
 * @param provider as the invoice names it
 * @param model as the invoice names it; empty where the line is about all models
 * @param dollars what is to be paid
 */
public record InvoiceLine(
    int number, String provider, String model, LocalDate day, BigDecimal dollars) {}
