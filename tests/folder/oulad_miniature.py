"""A miniature of the Open University dataset, with one student for each of its quirks."""

from pathlib import Path

MINIATURE = {
    "courses.csv": """code_module,code_presentation,module_presentation_length
AAA,2013J,268
GGG,2014B,241
""",
    "assessments.csv": """code_module,code_presentation,id_assessment,assessment_type,date,weight
AAA,2013J,11,TMA,19,12.5
AAA,2013J,12,CMA,54,37.5
AAA,2013J,13,TMA,117,50
AAA,2013J,14,Exam,,100
GGG,2014B,21,TMA,61,0
""",
    "studentInfo.csv": """code_module,code_presentation,id_student,gender,region,final_result
AAA,2013J,101,F,East Anglian Region,Pass
AAA,2013J,102,M,Scotland,Fail
AAA,2013J,103,F,London Region,Withdrawn
AAA,2013J,104,F,London Region,Withdrawn
AAA,2013J,105,M,Ireland,Withdrawn
AAA,2013J,106,F,Wales,Distinction
AAA,2013J,107,M,South Region,Fail
GGG,2014B,101,F,East Anglian Region,Pass
""",
    "studentRegistration.csv": """\
code_module,code_presentation,id_student,date_registration,date_unregistration
AAA,2013J,101,-159,
AAA,2013J,102,-53,
AAA,2013J,103,-92,30
AAA,2013J,104,-92,-8
AAA,2013J,105,-20,
AAA,2013J,106,25,
AAA,2013J,107,,0
GGG,2014B,101,-3,
""",
    "studentAssessment.csv": """id_assessment,id_student,date_submitted,is_banked,score
11,101,18,0,78
12,101,54,0,70
14,101,230,0,61
13,102,100,0,
11,103,40,0,20
11,104,-9,0,50
11,106,-1,1,66
12,106,60,0,90
21,101,62,0,80
""",
    "studentVleDaily.csv": """code_module,code_presentation,id_student,date,sum_click,n_sites
AAA,2013J,101,-5,98,10
AAA,2013J,101,54,3,1
AAA,2013J,104,-9,7,2
""",
}
"""Each student of AAA-2013J has a quirk: 101 passed, 102 failed, 103 left and still handed in, 104
never started, 105 left on an unknown day, 106 is in Wales, came late and has banked work, 107 has
no day of registration and left on the first day. The coursework of GGG weighs nothing."""


def write_miniature(folder: Path) -> Path:
    """Write the miniature's files into a new folder and return it."""
    folder.mkdir()
    for name, text in MINIATURE.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
