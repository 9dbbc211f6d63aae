"""Reads tables back for the tests, with openpyxl and python-docx: look.py xlsx|docx FILE"""

import json
import sys

kind, path = sys.argv[1], sys.argv[2]

if kind == "xlsx":
    import openpyxl

    book = openpyxl.load_workbook(path)
    found = {
        sheet.title: {
            "freeze": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "area": sheet.print_area,
            "repeated": sheet.print_title_rows,
            "orientation": sheet.page_setup.orientation,
            "paper": sheet.page_setup.paperSize,
            "fit": [
                sheet.sheet_properties.pageSetUpPr.fitToPage,
                sheet.page_setup.fitToWidth or 1,  # what stands for nothing
                sheet.page_setup.fitToHeight,
            ],
            "formulas": sum(cell.data_type == "f" for row in sheet for cell in row),
            "wrapped": all(cell.alignment.wrap_text for row in sheet["A3:C5"] for cell in row),
            "quoted": [cell.value for row in sheet for cell in row if cell.quotePrefix],
            "formats": sorted({cell.number_format for row in sheet for cell in row if cell.data_type == "n"}),
        }
        for sheet in book
    }
    found["title"] = book.properties.title
    found["created"] = book.properties.created.isoformat()
else:
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(path)
    section = document.sections[0]

    def rows_with(table, mark):
        return [row._tr.find(qn("w:trPr") + "/" + qn(mark)) is not None for row in table.rows]

    def footer(part):
        fields = [node.text for node in part._element.iter(qn("w:instrText"))]
        paragraphs = [p for table in part.tables for p in table.cell(0, 0).paragraphs]
        directions = [node.get(qn("w:val")) for node in part._element.iter(qn("w:textDirection"))]
        return [p.text for p in paragraphs], fields, [p.alignment for p in paragraphs], directions

    def font(style):
        return document.styles[style].element.rPr.rFonts.get(qn("w:eastAsia"))

    found = {
        "orientation": int(section.orientation),
        "paper": [round(section.page_width.mm), round(section.page_height.mm)],
        "margins": [
            round(side.mm)
            for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        ],
        "odd": footer(section.footer),
        "even": footer(section.even_page_footer),
        "even_and_odd": document.settings.odd_and_even_pages_header_footer,
        "fonts": [font(name) for name in ("Title", "Body Text", "Heading 1", "Heading 2")],
        "sizes": [document.styles[name].font.size.pt for name in ("Title", "Body Text", "Heading 1")],
        "repeated": [rows_with(table, "w:tblHeader") for table in document.tables],
        "unsplit": [all(rows_with(table, "w:cantSplit")) for table in document.tables],
        "rows": [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables],
        "paragraphs": [p.text for p in document.paragraphs],
        "title": document.core_properties.title,
    }

json.dump(found, sys.stdout, ensure_ascii=False)
