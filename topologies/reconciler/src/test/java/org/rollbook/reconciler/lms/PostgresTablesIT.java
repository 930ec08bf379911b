package org.rollbook.reconciler.lms;

class PostgresTablesIT extends LmsTablesContract {

  PostgresTablesIT() {
    super("postgres");
  }
}
