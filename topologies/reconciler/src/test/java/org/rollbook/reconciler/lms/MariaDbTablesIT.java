package org.rollbook.reconciler.lms;

class MariaDbTablesIT extends LmsTablesContract {

  MariaDbTablesIT() {
    super("mysql");
  }
}
