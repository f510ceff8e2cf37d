//! LibreOffice.
